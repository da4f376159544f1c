package dev.touchstone.isa.arm.codec;

import java.util.List;

/// U and a magnitude: `#8`, `#-8`, and `#-0`, which is kept apart as [#MINUS_ZERO].
public final class SignMagnitudeCodec extends ImmediateCodec {
    /// The value of `#-0`.
    public static final long MINUS_ZERO = Integer.MIN_VALUE;

    private final int width;
    private final long scale;
    private final boolean positiveZero;

    SignMagnitudeCodec(Parameters parameters, int width) {
        this.width = width;
        this.scale = parameters.number("scale", 1);
        this.positiveZero = parameters.flag("positive-zero");
    }

    @Override
    int width() {
        return width;
    }

    /// The distance between values.
    public long scale() {
        return scale;
    }

    /// The largest magnitude.
    public long maximum() {
        return Bits.mask(width - 1) * scale;
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.integer()) {
            return false;
        }
        if (in.value == 0 && in.negative) {
            in.value = MINUS_ZERO;
        }
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (value == MINUS_ZERO) {
            out.append("-0x0");
        } else {
            Immediates.hex(value, out);
        }
    }

    @Override
    public long encode(long value, long other) {
        if (value == MINUS_ZERO) {
            return positiveZero ? REFUSED : 0;
        }
        if (value % scale != 0 || Math.abs(value) > maximum()) {
            return REFUSED;
        }
        return value < 0 ? -value / scale : value / scale | 1L << width - 1;
    }

    @Override
    public long decode(long bits, long other) {
        long magnitude = (bits & Bits.mask(width - 1)) * scale;
        if ((bits >>> width - 1 & 1) != 0) {
            return magnitude;
        }
        return magnitude != 0 ? -magnitude : positiveZero ? REFUSED : MINUS_ZERO;
    }

    @Override
    public String allowed() {
        return -maximum() + " to " + maximum() + (scale == 1 ? "" : " in steps of " + scale);
    }

    @Override
    public long[] edges() {
        return new long[] {0, MINUS_ZERO, maximum(), -maximum(), scale, -scale};
    }

    @Override
    public List<String> illegal() {
        return List.of(Long.toString(maximum() + scale), Long.toString(-maximum() - scale));
    }
}
