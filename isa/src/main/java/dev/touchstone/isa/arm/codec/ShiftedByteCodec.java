package dev.touchstone.isa.arm.codec;

import java.util.List;

/// SVE's sh:imm8: eight bits, or eight bits shifted left by eight; not shifted in elements of bytes.
public final class ShiftedByteCodec extends ImmediateCodec {
    private final int width;
    private final boolean signed;
    private final boolean shifts;

    ShiftedByteCodec(Parameters parameters, int width, boolean signed) {
        this.width = width;
        this.signed = signed;
        this.shifts = parameters.number("element", 64) > 8;
    }

    @Override
    int width() {
        return width;
    }

    /// Whether the eight bits are signed.
    public boolean isSigned() {
        return signed;
    }

    /// Whether they may be shifted.
    public boolean isShiftable() {
        return shifts && width == 9;
    }

    private boolean fits(long value) {
        return signed ? value == (byte) value : value >= 0 && value < 256;
    }

    @Override
    public long encode(long value, long other) {
        if (fits(value)) {
            return value & 0xFF;
        }
        return isShiftable() && (value & 0xFF) == 0 && fits(value >> 8) ? 0x100 | value >> 8 & 0xFF : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        long value = signed ? (byte) bits : bits & 0xFF;
        if (bits >>> 8 == 0) {
            return value;
        }
        return value == 0 || !isShiftable() ? REFUSED : value << 8;
    }

    @Override
    public String allowed() {
        String plain = signed ? "-128 to 127" : "0 to 255";
        return isShiftable() ? plain + ", and the same times 256" : plain;
    }

    @Override
    public long[] edges() {
        long low = signed ? -128 : 0;
        long high = signed ? 127 : 255;
        return isShiftable()
                ? new long[] {0, 1, low, high, low << 8, high << 8, 256}
                : new long[] {0, 1, low, high};
    }

    @Override
    public List<String> illegal() {
        return isShiftable() ? List.of("257", signed ? "32768" : "65536") : List.of("256", signed ? "-129" : "-1");
    }
}
