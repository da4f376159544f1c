package dev.touchstone.relocation;

import java.util.Arrays;

/// Where in a section code ends and data begins, and the other way round. A section of code begins with code.
final class CodeRegions {
    private int[] turns = new int[8];
    private int count;

    boolean inData() {
        return (count & 1) == 1;
    }

    /// Notes that code becomes data, or data code, at `offset`.
    void turn(int offset) {
        if (count > 0 && turns[count - 1] == offset) {
            count--;
            return;
        }
        if (count == turns.length) {
            turns = Arrays.copyOf(turns, count * 2);
        }
        turns[count++] = offset;
    }

    /// Whether the byte at that offset is data.
    boolean isData(int offset) {
        int found = Arrays.binarySearch(turns, 0, count, offset);
        return ((found < 0 ? -1 - found : found + 1) & 1) == 1;
    }

    /// The offsets of the turns: code up to the first one, data up to the second, and so on.
    int[] toArray() {
        return Arrays.copyOf(turns, count);
    }

    void clear() {
        count = 0;
    }
}
