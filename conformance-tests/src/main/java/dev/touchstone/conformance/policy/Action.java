package dev.touchstone.conformance.policy;

import java.util.Set;

/// What a [Rule] asks of the comparison.
public sealed interface Action {
    /// Don't ask: what it says is known to be without value.
    record Never() implements Action {}

    /// Ask about the instruction alone; what others before or after it make of it is known to be without value.
    record Alone() implements Action {}

    /// Leave these flags out, by their names in the tables.
    record MaskFlags(Set<String> flags) implements Action {}

    /// Leave these registers out, by their names in the machine state; `written` stands for all that the
    /// instruction writes.
    record MaskRegisters(Set<String> registers) implements Action {}

    /// Leave these bits of a register out.
    record MaskBits(String register, long bits) implements Action {}

    /// Compare only so many low bytes of these registers.
    record LowBytes(int bytes, Set<String> registers) implements Action {}

    /// Ask; a disagreement is known and explained.
    ///
    /// @param rarely whether only few combinations of operands show it, so that samples may miss it
    record Diverges(boolean rarely) implements Action {}
}
