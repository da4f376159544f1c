package dev.touchstone.conformance.state;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.isa.Isa;
import java.util.HashSet;
import java.util.Set;

/// Flags that may have any value, as instructions run one after the other. What may not define a flag, as a shift by
/// 0 or an instruction whose condition fails, does not.
public final class UndefinedFlags {
    private final Isa isa;
    private final Set<String> undefined = new HashSet<>();

    public UndefinedFlags(Isa isa) {
        this.isa = isa;
    }

    /// After that instruction.
    public void after(Footprint footprint) {
        boolean conditional =
                !isa.isX86() && isa != Isa.A64 && !footprint.flagsRead().isEmpty();
        if (footprint.flagsUndefined().isEmpty() && !conditional) {
            undefined.removeAll(footprint.flagsWritten());
        }
        undefined.addAll(footprint.flagsUndefined());
    }

    /// Some more, for another reason.
    public void add(Set<String> flags) {
        undefined.addAll(flags);
    }

    /// All but these are defined.
    public void set(Set<String> flags) {
        undefined.clear();
        undefined.addAll(flags);
    }

    public Set<String> flags() {
        return Set.copyOf(undefined);
    }

    /// Whether an instruction would look at one of them.
    public boolean isRead(Footprint footprint) {
        return footprint.flagsRead().stream().anyMatch(undefined::contains);
    }
}
