package dev.touchstone.isa.arm.codec;

import java.util.List;

/// `logical-immediate`: N:immr:imms. The value is given for the register's `size=`, or per `element=` of a
/// vector.
public final class LogicalImmediateCodec extends ImmediateCodec {
    private static final int WIDTH = 13;

    private final int size;
    private final boolean vector;
    private final boolean inverted;
    private final boolean notWide;
    private final boolean notDuplicated;
    private final boolean notDuplicatedSomehow;

    LogicalImmediateCodec(Parameters parameters, int width) {
        int element = (int) parameters.number("element", 0);
        this.vector = element > 0;
        this.size = element > 0 ? element : (int) parameters.number("size", 64);
        this.inverted = parameters.flag("not");
        this.notWide = parameters.flag("no-wide");
        this.notDuplicated = parameters.flag("no-dup");
        this.notDuplicatedSomehow = parameters.flag("no-dup-somehow");
        if (width != WIDTH) {
            throw new IllegalArgumentException("a logical immediate has 13 bits, N:immr:imms");
        }
    }

    @Override
    int width() {
        return WIDTH;
    }

    /// The bits of a value: 8 to 64.
    public int size() {
        return size;
    }

    @Override
    public void format(long value, StringBuilder out) {
        Immediates.unsignedHex(value, out);
    }

    @Override
    public long encode(long value, long other) {
        long high = size == 64 ? 0 : value >> size;
        if (high != 0 && high != -1) {
            return REFUSED;
        }
        long pattern = (inverted ? ~value : value) & Bits.mask(size);
        if (notWide
                && (MoveWideCodec.isWide(pattern, size) || MoveWideCodec.isWide(~pattern & Bits.mask(size), size))) {
            return REFUSED;
        }
        if (notDuplicated && ShiftedImmediateCodec.isDuplicated(pattern, size)
                || notDuplicatedSomehow && ShiftedImmediateCodec.isDuplicatedSomehow(pattern, size)) {
            return REFUSED;
        }
        for (int filled = size; filled < 64; filled *= 2) {
            pattern |= pattern << filled;
        }
        int bits = LogicalImmediate.encode(pattern);
        return bits < 0 ? REFUSED : bits;
    }

    @Override
    public long decode(long bits, long other) {
        long pattern = LogicalImmediate.decode((int) bits);
        if (pattern == 0) {
            return REFUSED;
        }
        // Vector rows share these bits: the one with the smallest element that holds the pattern is meant.
        if (vector && size > 8 && (pattern >>> size / 2 & Bits.mask(size / 2)) == (pattern & Bits.mask(size / 2))) {
            return REFUSED;
        }
        long value = (inverted ? ~pattern : pattern) & Bits.mask(size);
        return encode(value, 0) == bits ? value : REFUSED;
    }

    @Override
    public String allowed() {
        return "a run of ones, rotated in an element of 2, 4, 8, 16, 32 or 64 bits that fills " + size + " bits"
                + (inverted ? ", inverted" : "")
                + (notDuplicated || notDuplicatedSomehow ? ", that no DUP makes" : "")
                + (notWide ? ", that no MOVZ or MOVN makes" : "");
    }

    @Override
    public long[] edges() {
        long mask = Bits.mask(size);
        long[] edges = {
            1,
            mask >>> 1,
            1L << size - 1,
            mask - 1,
            0x5555555555555555L & mask,
            0x3333333333333333L & mask,
            0x0F0F0F0F0F0F0F0FL & mask
        };
        return java.util.Arrays.stream(edges)
                .filter(edge -> encode(edge, 0) != REFUSED)
                .toArray();
    }

    @Override
    public List<String> illegal() {
        return List.of("#0", "#" + (size == 64 ? "-1" : Long.toString(Bits.mask(size))), "#0x5");
    }
}
