package dev.touchstone.isa.arm.codec;

import java.util.List;

/// The amount of LSR or ASR in A32 and T32: 1 to 32, and 32 is stored as 0.
public final class ShiftAmountCodec extends ImmediateCodec {
    private final int width;

    ShiftAmountCodec(int width) {
        this.width = width;
    }

    @Override
    int width() {
        return width;
    }

    @Override
    public long encode(long value, long other) {
        return value < 1 || value > 1L << width ? REFUSED : value & Bits.mask(width);
    }

    @Override
    public long decode(long bits, long other) {
        return bits == 0 ? 1L << width : bits;
    }

    @Override
    public String allowed() {
        return "1 to " + (1L << width);
    }

    @Override
    public long[] edges() {
        return new long[] {1, 2, (1L << width) - 1, 1L << width};
    }

    @Override
    public List<String> illegal() {
        return List.of(Long.toString((1L << width) + 1), "-1");
    }
}
