package dev.touchstone.relocation;

import java.util.Arrays;

/// What happens to a value before its bits are scattered, where the manual stores it otherwise than in two's complement.
enum Transform {
    NONE("-") {
        @Override
        long encode(long value) {
            return value;
        }

        @Override
        long decode(long stored) {
            return stored;
        }
    },
    /// T32 BL, BLX and B.W: J1 = NOT(I1 XOR S), J2 = NOT(I2 XOR S), where S, I1, I2 are value bits 24 to 22.
    THUMB_J1J2("J1J2") {
        @Override
        long encode(long value) {
            return (value >>> 24 & 1) != 0 ? value : value ^ 0xC0_0000L;
        }

        @Override
        long decode(long stored) {
            return encode(stored);
        }
    },
    /// A32 and T32 literal loads: a magnitude of 12 bits, and U (stored as value bit 12) is 1 to add it.
    SIGN_MAGNITUDE_12("U:magnitude12") {
        @Override
        long encode(long value) {
            return value < 0 ? -value : value | 1 << 12;
        }

        @Override
        long decode(long stored) {
            return (stored & 1 << 12) != 0 ? stored & 0xFFF : -(stored & 0xFFF);
        }

        @Override
        boolean extends64() {
            return false;
        }

        @Override
        long lost(long step) {
            return step;
        }
    },
    /// A32 and T32 VFP literal loads: as above with a magnitude of 10 bits in steps of 4.
    SIGN_MAGNITUDE_10("U:magnitude10") {
        @Override
        long encode(long value) {
            return value < 0 ? -value : value | 1 << 10;
        }

        @Override
        long decode(long stored) {
            return (stored & 1 << 10) != 0 ? stored & 0x3FC : -(stored & 0x3FC);
        }

        @Override
        boolean extends64() {
            return false;
        }

        @Override
        long lost(long step) {
            return step;
        }
    },
    /// As above with a magnitude of 8 bits.
    SIGN_MAGNITUDE_8("U:magnitude8") {
        @Override
        long encode(long value) {
            return value < 0 ? -value : value | 1 << 8;
        }

        @Override
        long decode(long stored) {
            return (stored & 1 << 8) != 0 ? stored & 0xFF : -(stored & 0xFF);
        }

        @Override
        boolean extends64() {
            return false;
        }

        @Override
        long lost(long step) {
            return step;
        }
    };

    final String text;

    Transform(String text) {
        this.text = text;
    }

    abstract long encode(long value);

    abstract long decode(long stored);

    /// Whether a decoded value still wants sign extension.
    boolean extends64() {
        return true;
    }

    /// How far the smallest value lies above -2^n: a magnitude has no -2^n.
    long lost(long step) {
        return 0;
    }

    static Transform parse(String text) {
        return Arrays.stream(values())
                .filter(t -> t.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown transform \"" + text + "\"; known: "
                        + Arrays.stream(values()).map(t -> t.text).toList()));
    }
}
