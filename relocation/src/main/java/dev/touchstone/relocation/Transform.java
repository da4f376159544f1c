package dev.touchstone.relocation;

/// What happens to a value before its bits are scattered, where the manual stores it otherwise than in two's
/// complement.
sealed interface Transform {
    /// Two's complement: nothing happens.
    Transform NONE = new TwosComplement();

    long encode(long value);

    long decode(long stored, int highBit, boolean signed);

    /// How far the smallest value lies above -2^n: a magnitude has no -2^n.
    default long lostBelow(long step) {
        return 0;
    }

    static Transform parse(String text) {
        if (text.equals("-")) {
            return NONE;
        }
        if (text.equals("J1J2")) {
            return new ThumbJ1J2();
        }
        if (text.matches("U:magnitude[0-9]+")) {
            return new SignMagnitude(Integer.parseInt(text.substring("U:magnitude".length())));
        }
        throw new IllegalArgumentException("unknown transform \"" + text + "\"; known: -, J1J2, U:magnitude<bits>");
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

    /// A32 and T32 literal loads: a magnitude, and above it U, which is 1 to add it.
    ///
    /// @param bits of the magnitude
    record SignMagnitude(int bits) implements Transform {
        @Override
        public long encode(long value) {
            return value < 0 ? -value : value | 1L << bits;
        }

        @Override
        public long decode(long stored, int highBit, boolean signed) {
            long magnitude = stored & (1L << bits) - 1;
            return (stored >>> bits & 1) != 0 ? magnitude : -magnitude;
        }

        @Override
        public long lostBelow(long step) {
            return step;
        }
    }
}
