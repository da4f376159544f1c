package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// `bitfield-width`: imms of SBFM, BFM and UBFM where they insert: the width less 1. Position (`with=`) and
/// width together stay in the register of `size=` bits. At positions below `from=` the same bits are printed as
/// another instruction.
public final class BitfieldWidthCodec extends ImmediateCodec {
    private final int width;
    private final long size;
    private final long from;

    BitfieldWidthCodec(Parameters parameters, int width) {
        this.width = width;
        this.size = parameters.number("size", 1L << width);
        this.from = parameters.number("from", 0);
        if (parameters.with() == null) {
            throw new IllegalArgumentException("a bitfield's width needs with=, its position");
        }
    }

    @Override
    int width() {
        return width;
    }

    /// The register's bits.
    public long size() {
        return size;
    }

    @Override
    public long encode(long value, long other) {
        return value < 1 || value > size - other ? REFUSED : value - 1;
    }

    @Override
    public long decode(long bits, long other) {
        return other < from || bits + 1 > size - other ? REFUSED : bits + 1;
    }

    @Override
    public String allowed() {
        return "1 to " + size + " less the position";
    }

    @Override
    public long sample(RandomGenerator random) {
        return random.nextLong(1, random.nextBoolean() ? 8 : size + 1);
    }

    @Override
    public long[] edges() {
        return new long[] {1, 2, size};
    }

    @Override
    public List<String> illegal() {
        return List.of("#0", "#" + (size + 1));
    }
}
