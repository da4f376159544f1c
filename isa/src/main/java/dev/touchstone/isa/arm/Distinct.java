package dev.touchstone.isa.arm;

/// Two operands that must not be the same register.
///
/// @param first index of the one
/// @param second index of the other
/// @param sameAt31 whether number 31 is the same register in both
public record Distinct(int first, int second, boolean sameAt31) {
    /// Whether the values make them the same.
    public boolean isBroken(long[] values) {
        return values[first] == values[second] && (sameAt31 || values[first] != 31);
    }
}
