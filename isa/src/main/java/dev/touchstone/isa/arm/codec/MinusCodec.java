package dev.touchstone.isa.arm.codec;

import java.util.List;

/// An offset that is subtracted: `-1` and below, and `-0`, which is another encoding than `0`. The fields hold
/// the magnitude.
public final class MinusCodec extends ImmediateCodec {
    private final int width;

    MinusCodec(int width) {
        this.width = width;
    }

    @Override
    int width() {
        return width;
    }

    /// The largest magnitude.
    public long maximum() {
        return Bits.mask(width);
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.integer() || !in.negative) {
            return false;
        }
        if (in.value == 0) {
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
        return value < 0 && value >= -maximum() ? -value : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        return bits == 0 ? SignMagnitudeCodec.MINUS_ZERO : -bits;
    }

    @Override
    public String allowed() {
        return -maximum() + " to -1, and -0";
    }

    @Override
    public long[] edges() {
        return new long[] {-1, -maximum(), SignMagnitudeCodec.MINUS_ZERO};
    }

    @Override
    public List<String> illegal() {
        return List.of(Long.toString(-maximum() - 1));
    }
}
