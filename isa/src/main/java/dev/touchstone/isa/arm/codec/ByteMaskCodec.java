package dev.touchstone.isa.arm.codec;

import java.util.List;

/// `byte-mask-64`: 64 bits of which each byte is 0x00 or 0xff; a bit of the field for each.
public final class ByteMaskCodec extends ImmediateCodec {
    ByteMaskCodec(int width) {
        if (width != 8) {
            throw new IllegalArgumentException("a byte mask has 8 bits");
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
            bits |= (value >>> 8 * i & 1) << i;
        }
        return decode(bits, 0) == value ? bits : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value |= (bits >>> i & 1) * 0xFF << 8 * i;
        }
        return value;
    }

    @Override
    public String allowed() {
        return "64 bits, each byte 0x00 or 0xff";
    }

    @Override
    public long[] edges() {
        return new long[] {0, 0xFF, 0xFFL << 56, -1, 0xFF00FF00FF00FF00L};
    }

    @Override
    public List<String> illegal() {
        return List.of("#1", "#0x80");
    }
}
