package dev.touchstone.isa.arm;

import java.util.List;

/// A syntax, ready to be matched and printed.
public final class Template {
    private final Mnemonic mnemonic;
    private final List<TemplatePart> parts;

    Template(Mnemonic mnemonic, List<TemplatePart> parts) {
        this.mnemonic = mnemonic;
        this.parts = List.copyOf(parts);
    }

    public Mnemonic mnemonic() {
        return mnemonic;
    }

    /// What follows the mnemonic.
    public List<TemplatePart> parts() {
        return parts;
    }
}
