package dev.touchstone.relocation;

import java.util.ArrayList;
import java.util.List;

/// Where the bits of a fixup's value go in the patched word: a list of runs, written as the manuals' diagrams
/// are read, `30:29=1:0 23:5=20:2` (word bits 30 to 29 take value bits 1 to 0, word bits 23 to 5 take value
/// bits 20 to 2); `-` is none.
final class BitScatter {
    private record Run(int wordLow, int valueLow, long mask) {}

    private final Run[] runs;
    /// The lowest value bit that is stored; the bits under it must be zero.
    final int lowBit;
    /// The highest value bit that is stored.
    final int highBit;
    /// Every word bit that the value is stored in.
    final long wordMask;

    private BitScatter(List<Run> runs) {
        this.runs = runs.toArray(Run[]::new);
        int low = runs.isEmpty() ? 0 : 63;
        int high = 0;
        long mask = 0;
        long stored = 0;
        for (Run run : runs) {
            low = Math.min(low, run.valueLow);
            high = Math.max(high, run.valueLow + Long.bitCount(run.mask) - 1);
            long bits = run.mask << run.wordLow;
            if ((mask & bits) != 0) {
                throw new IllegalArgumentException("two runs claim the same word bit");
            }
            mask |= bits;
            long valueBits = run.mask << run.valueLow;
            if ((stored & valueBits) != 0) {
                throw new IllegalArgumentException("two runs store the same value bit");
            }
            stored |= valueBits;
        }
        this.lowBit = low;
        this.highBit = high;
        this.wordMask = mask;
        if (!runs.isEmpty() && Long.bitCount(stored) != high - low + 1) {
            throw new IllegalArgumentException("the runs leave out a value bit from " + high + " to " + low);
        }
    }

    static BitScatter parse(String text) {
        if (text.equals("-")) {
            return new BitScatter(List.of());
        }
        List<Run> runs = new ArrayList<>();
        for (String part : text.trim().split("\\s+")) {
            String[] sides = part.split("=", -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException("\"" + part + "\" is not of the form 30:29=1:0");
            }
            int[] word = range(sides[0]);
            int[] value = range(sides[1]);
            if (word[0] - word[1] != value[0] - value[1]) {
                throw new IllegalArgumentException("the two sides of \"" + part + "\" differ in width");
            }
            int width = word[0] - word[1] + 1;
            runs.add(new Run(word[1], value[1], width == 64 ? -1 : (1L << width) - 1));
        }
        return new BitScatter(runs);
    }

    private static int[] range(String text) {
        String[] ends = text.split(":", -1);
        if (ends.length > 2 || !text.matches("[0-9]{1,2}(:[0-9]{1,2})?")) {
            throw new IllegalArgumentException("\"" + text + "\" is no bit range");
        }
        int high = Integer.parseInt(ends[0]);
        int low = ends.length == 1 ? high : Integer.parseInt(ends[1]);
        if (high < low || high > 63) {
            throw new IllegalArgumentException("\"" + text + "\" is no bit range");
        }
        return new int[] {high, low};
    }

    /// Whether value bits 0 and up are stored in word bits 0 and up, and fill that many bytes.
    boolean isWhole(int bytes) {
        return runs.length == 1 && runs[0].wordLow == 0 && lowBit == 0 && highBit == 8 * bytes - 1;
    }

    long scatter(long value) {
        long word = 0;
        for (Run run : runs) {
            word |= (value >>> run.valueLow & run.mask) << run.wordLow;
        }
        return word;
    }

    long gather(long word) {
        long value = 0;
        for (Run run : runs) {
            value |= (word >>> run.wordLow & run.mask) << run.valueLow;
        }
        return value;
    }
}
