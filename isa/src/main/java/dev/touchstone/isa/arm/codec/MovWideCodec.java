package dev.touchstone.isa.arm.codec;

import java.util.List;

/// MOV of a wide immediate: hw:imm16 is one halfword of the value, the others being zeros, or ones for MOVN.
public final class MovWideCodec extends ImmediateCodec {
    private final int width;
    private final int size;
    private final boolean inverted;

    MovWideCodec(Parameters parameters, int width) {
        this.width = width;
        this.size = (int) parameters.number("size", 64);
        this.inverted = parameters.flag("not");
    }

    /// Whether all but one halfword are zeros.
    static boolean isWide(long value, int size) {
        for (int shift = 0; shift < size; shift += 16) {
            if ((value & ~(0xFFFFL << shift)) == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    int width() {
        return width;
    }

    /// 64 or 32.
    public int size() {
        return size;
    }

    /// Whether the complement is encoded.
    public boolean isInverted() {
        return inverted;
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.integer()) {
            return false;
        }
        in.value = Bits.unsigned(in.value, size);
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        Immediates.unsignedHex(value, out);
    }

    @Override
    public long encode(long value, long other) {
        if ((value & ~Bits.mask(size)) != 0) {
            return REFUSED;
        }
        if (inverted && isWide(value, size)) {
            return REFUSED;
        }
        long stored = (inverted ? ~value : value) & Bits.mask(size);
        for (int hw = 0; hw < size / 16; hw++) {
            if ((stored & ~(0xFFFFL << 16 * hw)) == 0) {
                return (long) hw << 16 | stored >>> 16 * hw;
            }
        }
        return REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        int hw = (int) (bits >>> 16);
        long imm16 = bits & 0xFFFF;
        if (hw >= size / 16) {
            return REFUSED;
        }
        long stored = imm16 << 16 * hw;
        long value = (inverted ? ~stored : stored) & Bits.mask(size);
        return encode(value, 0) == bits ? value : REFUSED;
    }

    @Override
    public String allowed() {
        return "16 bits at a multiple of 16, all other bits " + (inverted ? "ones" : "zeros");
    }

    @Override
    public long[] edges() {
        long[] edges = new long[size / 16 + 2];
        for (int hw = 0; hw < size / 16; hw++) {
            edges[hw] = decode((long) hw << 16 | 0x8001, 0);
        }
        edges[size / 16] = decode(0, 0);
        edges[size / 16 + 1] = decode(1, 0);
        return edges;
    }

    @Override
    public List<String> illegal() {
        return List.of("0x123450001");
    }
}
