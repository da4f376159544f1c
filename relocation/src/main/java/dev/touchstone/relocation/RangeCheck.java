package dev.touchstone.relocation;

import java.util.Arrays;
import java.util.Locale;

/// Which values fit into the stored bits.
enum RangeCheck {
    SIGNED {
        @Override
        long lowest(int highBit) {
            return highBit >= 63 ? Long.MIN_VALUE : -(1L << highBit);
        }

        @Override
        long beyond(int highBit) {
            return highBit >= 63 ? Long.MIN_VALUE : 1L << highBit;
        }
    },
    UNSIGNED {
        @Override
        long lowest(int highBit) {
            return 0;
        }

        @Override
        long beyond(int highBit) {
            return highBit >= 62 ? Long.MIN_VALUE : 1L << highBit + 1;
        }
    },
    /// Fits either as a signed or as an unsigned number: data words and absolute addresses.
    EITHER {
        @Override
        long lowest(int highBit) {
            return SIGNED.lowest(highBit);
        }

        @Override
        long beyond(int highBit) {
            return UNSIGNED.beyond(highBit);
        }
    },
    /// Some of the bits are wanted; no value is out of range.
    NONE {
        @Override
        long lowest(int highBit) {
            return Long.MIN_VALUE;
        }

        @Override
        long beyond(int highBit) {
            return Long.MIN_VALUE;
        }
    };

    /// The smallest value, if `highBit` is the highest that is stored.
    abstract long lowest(int highBit);

    /// One more than the largest value; -2^63 stands for 2^63.
    abstract long beyond(int highBit);

    static RangeCheck parse(String text) {
        return Arrays.stream(values())
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown check \"" + text
                        + "\"; known: signed, unsigned, either, none, each perhaps with" + " truncated behind it"));
    }
}
