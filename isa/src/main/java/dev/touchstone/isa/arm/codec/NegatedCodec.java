package dev.touchstone.isa.arm.codec;

import java.util.List;

/// `negated`: the value's negative modulo `mod=`.
public final class NegatedCodec extends ImmediateCodec {
    private final int width;
    private final long modulus;

    NegatedCodec(Parameters parameters, int width) {
        this.width = width;
        this.modulus = parameters.number("mod", 1L << width);
    }

    @Override
    int width() {
        return width;
    }

    /// One more than the largest value.
    public long modulus() {
        return modulus;
    }

    @Override
    public long encode(long value, long other) {
        return value < 0 || value >= modulus ? REFUSED : (modulus - value) % modulus;
    }

    @Override
    public long decode(long bits, long other) {
        return bits >= modulus ? REFUSED : (modulus - bits) % modulus;
    }

    @Override
    public String allowed() {
        return "0 to " + (modulus - 1);
    }

    @Override
    public long[] edges() {
        return new long[] {0, 1, modulus - 1};
    }

    @Override
    public List<String> illegal() {
        return List.of("#-1", "#" + modulus);
    }
}
