package dev.touchstone.isa.arm.codec;

import java.util.List;

/// The amount of LSR and ASR in A32 and T32: 1 to 32, with 32 as 0.
public final class ShiftAmountCodec extends ImmediateCodec {
    private static final int WIDTH = 5;

    ShiftAmountCodec(int width) {
        if (width != WIDTH) {
            throw new IllegalArgumentException("a shift amount has 5 bits, not " + width);
        }
    }

    @Override
    int width() {
        return WIDTH;
    }

    @Override
    public long encode(long value, long other) {
        return value < 1 || value > 32 ? REFUSED : value & 31;
    }

    @Override
    public long decode(long bits, long other) {
        return bits == 0 ? 32 : bits;
    }

    @Override
    public String allowed() {
        return "1 to 32";
    }

    @Override
    public long[] edges() {
        return new long[] {1, 2, 31, 32};
    }

    @Override
    public List<String> illegal() {
        return List.of("0", "33");
    }
}
