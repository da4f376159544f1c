package dev.touchstone.isa.arm.codec;

import java.util.List;

/// `mov-wide`: hw:imm16 of MOVZ, or with `not` of MOVN, as the value of `size=` bits that the register gets.
public final class MoveWideCodec extends ImmediateCodec {
    private final int width;
    private final int size;
    private final boolean inverted;

    MoveWideCodec(Parameters parameters, int width) {
        this.width = width;
        this.size = (int) parameters.number("size", 64);
        this.inverted = parameters.flag("not");
        if (width != (size == 64 ? 18 : 17)) {
            throw new IllegalArgumentException("hw:imm16 of " + size + " bits has not " + width + " bits");
        }
    }

    /// Whether MOVZ of that size makes the value.
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

    /// The register's bits: 32 or 64.
    public int size() {
        return size;
    }

    @Override
    public long encode(long value, long other) {
        long high = size == 64 ? 0 : value >> size;
        if (high != 0 && high != -1) {
            return REFUSED;
        }
        long mask = Bits.mask(size);
        long moved = (inverted ? ~value : value) & mask;
        if (inverted && isWide(value & mask, size)) {
            return REFUSED;
        }
        for (int shift = 0; shift < size; shift += 16) {
            if ((moved & ~(0xFFFFL << shift)) == 0) {
                return (long) shift / 16 << 16 | moved >>> shift;
            }
        }
        return REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        long moved = (bits & 0xFFFF) << (int) (bits >>> 16) * 16;
        long value = inverted ? ~moved : moved;
        return encode(value, 0) == bits ? value : REFUSED;
    }

    @Override
    public String allowed() {
        return "16 bits at bit 0, 16" + (size == 64 ? ", 32 or 48" : "")
                + (inverted ? ", all others ones" : ", all others zero");
    }

    @Override
    public long[] edges() {
        long[] edges = {0, 1, 0xFFFF, 0x10000, 0xFFFFL << size - 16, -1, -2, ~0xFFFFL, ~(1L << size - 1)};
        return java.util.Arrays.stream(edges)
                .filter(edge -> encode(edge, 0) != REFUSED)
                .map(edge -> decode(encode(edge, 0), 0))
                .distinct()
                .toArray();
    }

    @Override
    public List<String> illegal() {
        return List.of("#0x123456");
    }
}
