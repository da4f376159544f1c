package dev.touchstone.conformance.sweep;

import dev.touchstone.isa.Isa;

/// The words of a span within one block, all of one width.
///
/// @param first the first number that stands for a word
/// @param last the last one; below the first if there is none
/// @param width of a word in bytes
record Words(Isa isa, long first, long last, int width) {
    private static final int FIRST_WIDE = 0xE800;

    static Words of(Isa isa, SweepOptions.Span span) {
        long upper = span.from() >>> 16;
        if (isa != Isa.T32 || upper >= FIRST_WIDE) {
            return new Words(isa, span.from(), span.to(), 4);
        }
        long last = upper == 0 ? Math.min(span.to(), FIRST_WIDE - 1) : span.from() - 1;
        return new Words(isa, span.from(), last, 2);
    }

    /// Writes some of them in memory order.
    void write(int from, int count, byte[] code) {
        for (int i = 0; i < count; i++) {
            int word = from + i;
            int at = i * width;
            int low = isa == Isa.T32 && width == 4 ? word >>> 16 : word;
            int high = isa == Isa.T32 ? word : word >>> 16;
            code[at] = (byte) low;
            code[at + 1] = (byte) (low >>> 8);
            if (width == 4) {
                code[at + 2] = (byte) high;
                code[at + 3] = (byte) (high >>> 8);
            }
        }
    }
}
