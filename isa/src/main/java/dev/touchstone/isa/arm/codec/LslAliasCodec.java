package dev.touchstone.isa.arm.codec;

import java.util.List;

/// LSL by an immediate as UBFM: immr = -shift modulo the size, imms = size - 1 - shift.
public final class LslAliasCodec extends ImmediateCodec {
    private final int width;
    private final int size;

    LslAliasCodec(Parameters parameters, int width) {
        this.width = width;
        this.size = (int) parameters.number("size", 64);
    }

    @Override
    int width() {
        return width;
    }

    /// 64 or 32.
    public int size() {
        return size;
    }

    @Override
    public long encode(long value, long other) {
        return value < 0 || value >= size ? REFUSED : (-value & size - 1) << width / 2 | size - 1 - value;
    }

    @Override
    public long decode(long bits, long other) {
        long shift = size - 1 - (bits & Bits.mask(width / 2));
        // A shift by 0 is printed as LSR.
        return shift <= 0 || encode(shift, 0) != bits ? REFUSED : shift;
    }

    @Override
    public String allowed() {
        return "0 to " + (size - 1);
    }

    @Override
    public long[] edges() {
        return new long[] {1, 2, size / 2, size - 2, size - 1};
    }

    @Override
    public long sample(java.util.random.RandomGenerator random) {
        return random.nextInt(1, size);
    }

    @Override
    public List<String> illegal() {
        return List.of("-1", Integer.toString(size));
    }
}
