package dev.touchstone.isa.arm.codec;

import java.util.List;

/// A magnitude that is subtracted: `#-8`, and `#-0` as [SignMagnitudeCodec#MINUS_ZERO].
public final class MinusCodec extends ImmediateCodec {
    private final int width;
    private final long scale;

    MinusCodec(Parameters parameters, int width) {
        this.width = width;
        this.scale = parameters.number("scale", 1);
    }

    @Override
    int width() {
        return width;
    }

    /// The distance between values.
    public long scale() {
        return scale;
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.integer()) {
            return false;
        }
        if (in.value == 0 && in.negative) {
            in.value = SignMagnitudeCodec.MINUS_ZERO;
        }
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (value == SignMagnitudeCodec.MINUS_ZERO) {
            out.append("-0x0");
        } else {
            Immediates.hex(value, out);
        }
    }

    @Override
    public long encode(long value, long other) {
        if (value == SignMagnitudeCodec.MINUS_ZERO) {
            return 0;
        }
        return value >= 0 || value < -Bits.mask(width) * scale || value % scale != 0 ? REFUSED : -value / scale;
    }

    @Override
    public long decode(long bits, long other) {
        return bits == 0 ? SignMagnitudeCodec.MINUS_ZERO : -bits * scale;
    }

    @Override
    public String allowed() {
        return -Bits.mask(width) * scale + " to -0" + (scale == 1 ? "" : " in steps of " + scale);
    }

    @Override
    public long[] edges() {
        return new long[] {-scale, -Bits.mask(width) * scale, SignMagnitudeCodec.MINUS_ZERO};
    }

    @Override
    public List<String> illegal() {
        return List.of(Long.toString(-Bits.mask(width) * scale - scale));
    }
}
