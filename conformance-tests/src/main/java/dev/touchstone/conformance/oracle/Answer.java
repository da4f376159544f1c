package dev.touchstone.conformance.oracle;

import java.util.Arrays;
import java.util.HexFormat;

/// What an oracle says to one line, or to one piece of code.
public sealed interface Answer {
    /// The line gives these bytes, in memory order.
    record Bytes(byte[] bytes) implements Answer {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(byte[] b) && Arrays.equals(bytes, b);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return HexFormat.of().formatHex(bytes);
        }
    }

    /// The code reads so in the oracle's own spelling; statements are separated by `\n`.
    ///
    /// @param length bytes that the text stands for; fewer than were given if what follows is no instruction
    record Text(String text, int length) implements Answer {}

    /// It is no instruction to the oracle. This is no vote: the oracle may be too old to know it.
    record Refused(String message) implements Answer {}
}
