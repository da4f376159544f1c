package dev.touchstone.encoder.aarch32;

/// A range of double-precision registers, `{d8-d15}`.
///
/// @param first number of the first register
/// @param count how many
public record DRange(int first, int count) {
    @Override
    public String toString() {
        return "{d" + first + "-d" + (first + count - 1) + "}";
    }
}
