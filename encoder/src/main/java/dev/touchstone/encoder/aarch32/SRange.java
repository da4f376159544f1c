package dev.touchstone.encoder.aarch32;

/// A range of single-precision registers, `{s8-s15}`.
///
/// @param first number of the first register
/// @param count how many
public record SRange(int first, int count) {
    @Override
    public String toString() {
        return "{s" + first + "-s" + (first + count - 1) + "}";
    }
}
