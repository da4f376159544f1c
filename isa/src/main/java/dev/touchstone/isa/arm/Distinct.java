package dev.touchstone.isa.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;

/// A register that a second operand must not name again, or must name: `differ=` and `within=`.
///
/// @param first index of the one
/// @param second index of the other, a register or a list of them
/// @param codec of the second
/// @param within whether the second must name the first
/// @param sameAt31 whether number 31 is the same register in both
public record Distinct(int first, int second, HoleCodec codec, boolean within, boolean sameAt31) {
    /// Whether the values break the rule.
    public boolean isBroken(long[] values) {
        boolean named = codec.contains(values[second], values[first]) && (sameAt31 || values[first] != 31);
        return named != within;
    }
}
