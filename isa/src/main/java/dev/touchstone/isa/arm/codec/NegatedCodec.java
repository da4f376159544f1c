package dev.touchstone.isa.arm.codec;

import java.util.List;

/// A bit-field's position as BFM and its kin hold it: -value modulo the register's size.
public final class NegatedCodec extends ImmediateCodec {
    private final int width;
    private final int modulus;

    NegatedCodec(Parameters parameters, int width) {
        this.width = width;
        this.modulus = (int) parameters.number("mod", 64);
    }

    @Override
    int width() {
        return width;
    }

    /// Values are below it.
    public int modulus() {
        return modulus;
    }

    @Override
    public long encode(long value, long other) {
        return value < 0 || value >= modulus ? REFUSED : -value & modulus - 1;
    }

    @Override
    public long decode(long bits, long other) {
        return bits >= modulus ? REFUSED : -bits & modulus - 1;
    }

    @Override
    public String allowed() {
        return "0 to " + (modulus - 1);
    }

    @Override
    public long[] edges() {
        return new long[] {0, 1, modulus - 2, modulus - 1};
    }

    @Override
    public List<String> illegal() {
        return List.of("-1", Integer.toString(modulus));
    }
}
