package dev.touchstone.conformance.sweep;

import dev.touchstone.conformance.oracle.Readings;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.AddressMap;
import java.util.Arrays;

/// Our text of one instruction at a time, in ASCII, in arrays that are used again.
final class FormattedText {
    private final StringBuilder out = new StringBuilder(64);
    private char[] letters = new char[64];
    private byte[] ascii = new byte[64];

    void set(MachineLanguage language, Instruction instruction) {
        out.setLength(0);
        language.format(instruction, AddressMap.CODE, out);
        int length = out.length();
        if (letters.length < length) {
            letters = Arrays.copyOf(letters, length * 2);
            ascii = Arrays.copyOf(ascii, length * 2);
        }
        out.getChars(0, length, letters, 0);
        for (int i = 0; i < length; i++) {
            ascii[i] = (byte) letters[i];
        }
    }

    /// Whether the oracle's text of a piece of code says the same, but for how numbers and blanks are written.
    boolean isSame(Readings readings, int piece) {
        return SameText.is(ascii, out.length(), readings.texts(), readings.start(piece), readings.end(piece));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
