package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// `fp8`: the 256 numbers of FMOV and VMOV: plus or minus (16 to 31)/16 times 2 to the power of -3 to 4. A
/// value is the raw bits of the number as a `double`.
public final class Fp8Codec extends HoleCodec {
    Fp8Codec(int width) {
        if (width != 8) {
            throw new IllegalArgumentException("a floating-point immediate has 8 bits");
        }
    }

    /// The number of an imm8.
    static double number(long imm8) {
        long exponent = ((imm8 >>> 4 & 7) ^ 4) - 3;
        double magnitude = (16 + (imm8 & 15)) / 16.0 * Math.scalb(1.0, (int) exponent);
        return (imm8 & 0x80) != 0 ? -magnitude : magnitude;
    }

    @Override
    public boolean parse(Cursor in) {
        int start = in.position();
        String text = in.lower();
        int end = start;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || isInNumber(text, end, start))) {
            end++;
        }
        try {
            in.value = Double.doubleToRawLongBits(Double.parseDouble(text.substring(start, end)));
            in.position(end);
            return !in.inWord();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isInNumber(String text, int at, int start) {
        char c = text.charAt(at);
        boolean sign = c == '-' || c == '+';
        return c == '.' || c == 'e' && at > start || sign && (at == start || text.charAt(at - 1) == 'e');
    }

    @Override
    public void format(long value, StringBuilder out) {
        out.append(Double.longBitsToDouble(value));
    }

    @Override
    public long encode(long value, long other) {
        // Of a double's bits, the sign, the exponent and the upper four of the fraction; the rest must be as decoding
        // has it.
        long exponent = (value >>> 52 & 0x7FF) - 1023 + 3;
        long imm8 = value >>> 63 << 7 | (exponent & 7 ^ 4) << 4 | value >>> 48 & 15;
        return decode(imm8, 0) == value ? imm8 : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        return Double.doubleToRawLongBits(number(bits));
    }

    @Override
    public String allowed() {
        return "plus or minus 16/16 to 31/16, times 0.125 to 16";
    }

    @Override
    public long[] edges() {
        return new long[] {
            decode(0, 0),
            decode(0x70, 0),
            decode(0x78, 0),
            decode(0x3F, 0),
            decode(0x40, 0),
            decode(0xF0, 0),
            decode(255, 0)
        };
    }

    @Override
    public long sample(RandomGenerator random) {
        return decode(random.nextInt(256), 0);
    }

    @Override
    public List<String> illegal() {
        return List.of("#0.1", "#32.0", "#0.0625");
    }
}
