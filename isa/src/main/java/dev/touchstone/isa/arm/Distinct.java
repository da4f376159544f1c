package dev.touchstone.isa.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;

/// A register that a second operand must not name again: `differ=`.
///
/// @param first index of the one
/// @param second index of the other, a register or a list of them
/// @param codec of the second
/// @param sameAt31 whether number 31 is the same register in both
public record Distinct(int first, int second, HoleCodec codec, boolean sameAt31) {
    /// Whether the values name the same.
    public boolean isBroken(long[] values) {
        return codec.contains(values[second], values[first]) && (sameAt31 || values[first] != 31);
    }
}
