package dev.touchstone.encoder.aarch32;

import dev.touchstone.isa.arm.codec.VectorRangeCodec;

/// A range of single-precision registers, `{s8-s15}`.
///
/// @param first number of the first register
/// @param count how many
public record SRange(int first, int count) {
    public SRange {
        if (first < 0 || count < 1 || first + count > 32) {
            throw new IllegalArgumentException(
                    "no " + count + " registers from s" + first + " on; there are s0 to s31");
        }
    }

    /// From `first` to `last`, both with it.
    ///
    /// @throws IllegalArgumentException if `last` comes before `first`
    public static SRange of(S first, S last) {
        if (last.code() < first.code()) {
            throw new IllegalArgumentException("a range of registers goes upward, not from " + first + " to " + last);
        }
        return new SRange(first.code(), last.code() - first.code() + 1);
    }

    /// As the codec takes it.
    long value() {
        return VectorRangeCodec.value(first, count);
    }

    @Override
    public String toString() {
        return "{s" + first + "-s" + (first + count - 1) + "}";
    }
}
