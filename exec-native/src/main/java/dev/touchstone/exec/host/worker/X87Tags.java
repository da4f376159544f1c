package dev.touchstone.exec.host.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The x87 tag word in its two forms: two bits for each physical register, as `fstenv` writes it and machine
/// states have it, and one bit, as `fxsave` writes it.
final class X87Tags {
    private static final int ALL_EMPTY = 0xFFFF;

    private static final int VALID = 0;
    private static final int ZERO = 1;
    private static final int SPECIAL = 2;
    private static final int EMPTY = 3;

    private X87Tags() {}

    static int abridged(int full) {
        if (full == ALL_EMPTY) {
            return 0;
        }
        int bits = 0;
        for (int i = 0; i < 8; i++) {
            bits |= (full >> 2 * i & 3) == EMPTY ? 0 : 1 << i;
        }
        return bits;
    }

    /// @param status the status word, for the top of the stack
    /// @param registers where ST(0) to ST(7) stand, 16 bytes apart
    static int full(int abridged, int status, MemorySegment memory, long registers) {
        if (abridged == 0) {
            return ALL_EMPTY;
        }
        int top = status >> 11 & 7;
        int tags = 0;
        for (int physical = 0; physical < 8; physical++) {
            long at = registers + 16L * (physical - top & 7);
            tags |= ((abridged >> physical & 1) == 0 ? EMPTY : tag(memory, at)) << 2 * physical;
        }
        return tags;
    }

    private static int tag(MemorySegment memory, long at) {
        long significand = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
        int exponent = memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + 8) & 0x7FFF;
        if (exponent == 0 && significand == 0) {
            return ZERO;
        }
        return exponent == 0 || exponent == 0x7FFF || significand >= 0 ? SPECIAL : VALID;
    }
}
