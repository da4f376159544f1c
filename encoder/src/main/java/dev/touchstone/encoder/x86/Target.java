package dev.touchstone.encoder.x86;

import dev.touchstone.relocation.Label;

/// A label, plus a number of bytes, as a branch target or an immediate address.
public record Target(Label label, long addend) implements X86Operand {
    public Target(Label label) {
        this(label, 0);
    }

    @Override
    public String toString() {
        return addend == 0 ? label.toString() : label + (addend < 0 ? " - " : " + ") + Math.abs(addend);
    }
}
