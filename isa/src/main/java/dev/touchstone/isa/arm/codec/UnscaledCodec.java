package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.TreeSet;

/// `unscaled`: a signed offset in bytes that the form with an unsigned offset in steps of `scale=` does not
/// reach.
public final class UnscaledCodec extends ImmediateCodec {
    private final int width;
    private final long scale;

    UnscaledCodec(Parameters parameters, int width) {
        this.width = width;
        this.scale = parameters.number("scale", 1);
    }

    @Override
    int width() {
        return width;
    }

    /// What the other form's offsets are multiples of.
    public long scale() {
        return scale;
    }

    @Override
    public long encode(long value, long other) {
        long limit = 1L << width - 1;
        boolean reached = value >= 0 && value % scale == 0;
        return value < -limit || value >= limit || reached ? REFUSED : value & Bits.mask(width);
    }

    @Override
    public long decode(long bits, long other) {
        long value = Bits.signed(bits, width);
        return value >= 0 && value % scale == 0 ? REFUSED : value;
    }

    @Override
    public String allowed() {
        long limit = 1L << width - 1;
        return -limit + " to -1" + (scale == 1 ? "" : ", and 1 to " + (limit - 1) + " but multiples of " + scale);
    }

    @Override
    public long[] edges() {
        TreeSet<Long> edges = new TreeSet<>();
        long limit = 1L << width - 1;
        for (long edge : new long[] {-limit, -1, 1, limit - 1}) {
            if (encode(edge, 0) != REFUSED) {
                edges.add(edge);
            }
        }
        return edges.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public List<String> illegal() {
        long limit = 1L << width - 1;
        return List.of("#" + (-limit - 1));
    }
}
