package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// The 8-bit floating-point immediates: plus or minus (16 to 31) / 16 times 2 to the power of -3 to 4. The value is the number's
/// 64 bits as a double.
public final class FloatCodec extends HoleCodec {
    FloatCodec(int width) {
        if (width != 8) {
            throw new IllegalArgumentException("a floating-point immediate has 8 bits, not " + width);
        }
    }

    /// The number that imm8 stands for.
    public static double decode8(int imm8) {
        int power = ((imm8 >>> 4 & 7) ^ 4) - 3;
        double magnitude = (16 + (imm8 & 15)) / 16.0 * Math.scalb(1.0, power);
        return (imm8 & 0x80) != 0 ? -magnitude : magnitude;
    }

    /// The imm8 of a number, or -1.
    public static int encode8(double number) {
        for (int imm8 = 0; imm8 < 256; imm8++) {
            if (decode8(imm8) == number) {
                return imm8;
            }
        }
        return -1;
    }

    @Override
    public boolean parse(Cursor in) {
        return in.decimal();
    }

    @Override
    public void format(long value, StringBuilder out) {
        out.append(Double.longBitsToDouble(value));
    }

    @Override
    public long encode(long value, long other) {
        int imm8 = encode8(Double.longBitsToDouble(value));
        return imm8 < 0 ? REFUSED : imm8;
    }

    @Override
    public long decode(long bits, long other) {
        return Double.doubleToRawLongBits(decode8((int) bits));
    }

    @Override
    public String allowed() {
        return "plus or minus 16/16 to 31/16, times 0.125 to 16";
    }

    @Override
    public long[] edges() {
        return new long[] {decode(0x70, 0), decode(0, 0), decode(0x3F, 0), decode(0x40, 0), decode(0xFF, 0), decode(0x80, 0)};
    }

    @Override
    public long sample(RandomGenerator random) {
        return decode(random.nextInt(256), 0);
    }

    @Override
    public List<String> illegal() {
        return List.of("0.0", "0.1", "32.0", "1.03125");
    }
}
