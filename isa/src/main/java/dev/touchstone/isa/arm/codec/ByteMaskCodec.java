package dev.touchstone.isa.arm.codec;

import java.util.List;

/// 64 bits whose bytes are each 0x00 or 0xff, a bit for a byte.
public final class ByteMaskCodec extends ImmediateCodec {
    ByteMaskCodec(int width) {
        if (width != 8) {
            throw new IllegalArgumentException("a byte mask has 8 bits, not " + width);
        }
    }

    @Override
    int width() {
        return 8;
    }

    @Override
    public void format(long value, StringBuilder out) {
        Immediates.unsignedHex(value, out);
    }

    @Override
    public long encode(long value, long other) {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            long b = value >>> 8 * i & 0xFF;
            if (b != 0 && b != 0xFF) {
                return REFUSED;
            }
            bits |= (b & 1) << i;
        }
        return bits;
    }

    @Override
    public long decode(long bits, long other) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value |= (bits >>> i & 1) * 0xFFL << 8 * i;
        }
        return value;
    }

    @Override
    public String allowed() {
        return "64 bits of which each byte is 0x00 or 0xff";
    }

    @Override
    public long[] edges() {
        return new long[] {0, -1, 0xFF, 0xFFL << 56, 0xFF00FF00FF00FF00L};
    }

    @Override
    public List<String> illegal() {
        return List.of("0x1", "0xff0000000000000f");
    }
}
