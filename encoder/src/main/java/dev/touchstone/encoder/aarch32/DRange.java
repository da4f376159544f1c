package dev.touchstone.encoder.aarch32;

/// A range of double-precision registers, `{d8-d15}`.
///
/// @param first number of the first register
/// @param count how many
public record DRange(int first, int count) {
    /// From `first` to `last`, both with it.
    ///
    /// @throws IllegalArgumentException if `last` comes before `first`
    public static DRange of(D first, D last) {
        if (last.code() < first.code()) {
            throw new IllegalArgumentException("a range of registers goes upward, not from " + first + " to " + last);
        }
        return new DRange(first.code(), last.code() - first.code() + 1);
    }

    @Override
    public String toString() {
        return "{d" + first + "-d" + (first + count - 1) + "}";
    }
}
