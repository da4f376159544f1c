package dev.touchstone.encoder.aarch32;

import dev.touchstone.isa.arm.codec.VectorRangeCodec;

/// A range of double-precision registers, `{d8-d15}`.
///
/// @param first number of the first register
/// @param count how many
public record DRange(int first, int count) {
    public DRange {
        if (first < 0 || count < 1 || first + count > 32) {
            throw new IllegalArgumentException(
                    "no " + count + " registers from d" + first + " on; there are d0 to d31");
        }
    }

    /// From `first` to `last`, both with it.
    ///
    /// @throws IllegalArgumentException if `last` comes before `first`
    public static DRange of(D first, D last) {
        if (last.code() < first.code()) {
            throw new IllegalArgumentException("a range of registers goes upward, not from " + first + " to " + last);
        }
        return new DRange(first.code(), last.code() - first.code() + 1);
    }

    /// As the codec takes it.
    long value() {
        return VectorRangeCodec.value(first, count);
    }

    @Override
    public String toString() {
        return "{d" + first + "-d" + (first + count - 1) + "}";
    }
}
