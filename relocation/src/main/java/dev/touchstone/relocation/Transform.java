package dev.touchstone.relocation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What happens to a value before its bits are scattered, where the manual stores it otherwise than in two's
/// complement.
interface Transform {
    /// Two's complement: nothing happens.
    Transform NONE = new TwosComplement();

    /// The number whose bits are scattered.
    long encode(long value);

    /// The value of what was gathered.
    ///
    /// @param highBit the highest bit that is stored
    long decode(long stored, int highBit, boolean signed);

    /// Whether a value in range can be stored: not every one can where it is a rotated number of 8 bits.
    default boolean takes(long value) {
        return true;
    }

    /// The smallest value.
    default long lowest(RangeCheck check, BitScatter scatter) {
        return check.lowest(scatter.highBit);
    }

    /// One more than the largest value, or what its steps give beyond it; -2^63 stands for 2^63.
    default long beyond(RangeCheck check, BitScatter scatter) {
        return check.beyond(scatter.highBit);
    }

    static Transform parse(String text) {
        if (text.equals("-")) {
            return NONE;
        }
        if (text.equals("J1J2")) {
            return new ThumbJ1J2();
        }
        if (text.equals("backward")) {
            return new Backward();
        }
        Matcher wide = Pattern.compile("MOVN/MOVZ:([0-9]+)").matcher(text);
        if (wide.matches()) {
            return new MoveWide(Integer.parseInt(wide.group(1)));
        }
        Transform magnitude = SignMagnitude.parse(text);
        if (magnitude == null) {
            throw new IllegalArgumentException("unknown transform \"" + text + "\"; known: -, J1J2, backward,"
                    + " MOVN/MOVZ:<bit>, U:magnitude<bits>, 00/11:magnitude<bits>, U:magnitude<bits>@G<n>,"
                    + " 01/10:immediate@G<n>, 01/10:immediate@G<n>_NC");
        }
        return magnitude;
    }

    record TwosComplement() implements Transform {
        @Override
        public long encode(long value) {
            return value;
        }

        @Override
        public long decode(long stored, int highBit, boolean signed) {
            return signed ? stored << 63 - highBit >> 63 - highBit : stored;
        }
    }

    /// T32 BL, BLX and B.W: J1 = NOT(I1 XOR S), J2 = NOT(I2 XOR S), where S, I1, I2 are value bits 24 to 22.
    record ThumbJ1J2() implements Transform {
        @Override
        public long encode(long value) {
            return (value >>> 24 & 1) != 0 ? value : value ^ 0xC0_0000L;
        }

        @Override
        public long decode(long stored, int highBit, boolean signed) {
            return NONE.decode(encode(stored), highBit, signed);
        }
    }

    /// The distance back: LE, AUTIASPPC and RETAASPPC reach no place behind them.
    record Backward() implements Transform {
        @Override
        public long encode(long value) {
            return -value;
        }

        @Override
        public long decode(long stored, int highBit, boolean signed) {
            return -stored;
        }

        @Override
        public long lowest(RangeCheck check, BitScatter scatter) {
            return (1L << scatter.lowBit) - (1L << scatter.highBit + 1);
        }

        @Override
        public long beyond(RangeCheck check, BitScatter scatter) {
            return 1L << scatter.lowBit;
        }
    }

    /// A64 MOVZ of a value that is not negative, MOVN of the complement of one that is.
    ///
    /// @param flag the value bit that tells MOVZ from MOVN; the first one above those of the immediate
    record MoveWide(int flag) implements Transform {
        @Override
        public long encode(long value) {
            return value < 0 ? ~value & (1L << flag) - 1 : value | 1L << flag;
        }

        @Override
        public long decode(long stored, int highBit, boolean signed) {
            return (stored >>> flag & 1) != 0 ? stored & (1L << flag) - 1 : ~stored;
        }
    }
}
