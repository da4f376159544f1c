package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.TreeSet;

/// `uimm` and `simm`: the fields hold (value - bias) / scale, or from - value; with `with=`, the value plus
/// that hole's. With `element=`, text may give the value as an element of so many bits holds it, with any sign.
public final class LinearCodec extends ImmediateCodec {
    private final int width;
    private final boolean signed;
    private final boolean summed;
    private final long scale;
    private final long bias;
    private final long minimum;
    private final long maximum;
    private final int element;

    LinearCodec(Parameters parameters, int width, boolean signed) {
        this.width = width;
        this.signed = signed;
        this.summed = parameters.with() != null;
        this.element = (int) parameters.number("element", 0);
        long from = parameters.number("from", HoleCodec.REFUSED);
        this.scale = from == HoleCodec.REFUSED ? parameters.number("scale", 1) : -1;
        this.bias = from == HoleCodec.REFUSED ? parameters.number("bias", 0) : from;
        long low = signed ? -(1L << width - 1) : 0;
        long high = signed ? (1L << width - 1) - 1 : Bits.mask(width);
        long a = low * scale + bias;
        long b = high * scale + bias;
        this.minimum = parameters.number("min", Math.min(a, b));
        this.maximum = parameters.number("max", Math.max(a, b));
        if (minimum < Math.min(a, b) && !summed || maximum > Math.max(a, b)) {
            throw new IllegalArgumentException("min or max is beyond the " + width + " bits of the fields");
        }
    }

    static LinearCodec unsigned(Parameters parameters, int width) {
        return new LinearCodec(parameters, width, false);
    }

    static LinearCodec signed(Parameters parameters, int width) {
        return new LinearCodec(parameters, width, true);
    }

    @Override
    public boolean parse(Cursor in) {
        if (!super.parse(in)) {
            return false;
        }
        if (element > 0) {
            in.value = Bits.ofElement(in.value, element);
        }
        return true;
    }

    @Override
    int width() {
        return width;
    }

    /// The smallest value.
    public long minimum() {
        return minimum;
    }

    /// The largest value.
    public long maximum() {
        return maximum;
    }

    /// The distance between values, negative if larger values have smaller fields.
    public long scale() {
        return scale;
    }

    /// The value of fields that are zero.
    public long bias() {
        return bias;
    }

    /// Whether the fields hold two's complement.
    public boolean isSigned() {
        return signed;
    }

    /// Whether the value of another hole is added before encoding.
    public boolean isSummed() {
        return summed;
    }

    @Override
    public long encode(long value, long other) {
        if (value < minimum || value > maximum) {
            return REFUSED;
        }
        long distance = (summed ? value + other : value) - bias;
        long field = distance;
        if (scale != 1) {
            if (distance % scale != 0) {
                return REFUSED;
            }
            field /= scale;
        }
        if (summed && (field < 0 || field > Bits.mask(width))) {
            return REFUSED;
        }
        return field & Bits.mask(width);
    }

    @Override
    public long decode(long bits, long other) {
        long value = (signed ? Bits.signed(bits, width) : bits) * scale + bias - (summed ? other : 0);
        return value < minimum || value > maximum ? REFUSED : value;
    }

    @Override
    public String allowed() {
        long step = Math.abs(scale);
        return minimum + " to " + maximum + (step == 1 ? "" : " in steps of " + step);
    }

    @Override
    public long[] edges() {
        TreeSet<Long> edges = new TreeSet<>();
        long step = Math.abs(scale);
        for (long edge :
                new long[] {minimum, minimum + step, maximum - step, maximum, bias, bias + step, bias - step, 0}) {
            if (edge >= minimum && edge <= maximum && (edge - bias) % step == 0) {
                edges.add(edge);
            }
        }
        return edges.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public List<String> illegal() {
        long step = Math.abs(scale);
        // An element's bits above the sign are a value that is written with another sign.
        boolean wraps = element == width;
        String below = Long.toString(wraps ? -1L << width : minimum - step);
        String above = Long.toString(wraps ? 1L << width : maximum + step);
        return step == 1 ? List.of(below, above) : List.of(below, above, Long.toString(minimum + 1));
    }
}
