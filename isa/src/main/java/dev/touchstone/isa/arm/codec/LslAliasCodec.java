package dev.touchstone.isa.arm.codec;

import java.util.List;

/// `lsl-alias`: immr:imms of UBFM for a shift to the left: immr is the negated shift, imms what is left of the
/// register.
public final class LslAliasCodec extends ImmediateCodec {
    private final int width;
    private final int size;

    LslAliasCodec(Parameters parameters, int width) {
        this.width = width;
        this.size = (int) parameters.number("size", 64);
        if (1 << width / 2 != size) {
            throw new IllegalArgumentException("immr:imms of " + size + " bits has not " + width + " bits");
        }
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
        return value < 0 || value >= size ? REFUSED : (-value & size - 1) << width / 2 | size - 1 - value;
    }

    @Override
    public long decode(long bits, long other) {
        long value = size - 1 - (bits & size - 1);
        return encode(value, 0) == bits ? value : REFUSED;
    }

    @Override
    public String allowed() {
        return "0 to " + (size - 1);
    }

    @Override
    public long[] edges() {
        return new long[] {0, 1, size - 1};
    }

    @Override
    public List<String> illegal() {
        return List.of("#-1", "#" + size);
    }
}
