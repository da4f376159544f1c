package dev.touchstone.conformance.state;

import dev.touchstone.encoder.Footprint.MemoryAccess;
import dev.touchstone.exec.MachineState;

/// What an index register adds to an address, before the sign.
public final class IndexOffset {
    private static final int CARRY = 29;
    private static final int WORD = 32;

    private IndexOffset() {}

    /// The index as the access widens it, or, on A32, shifts it to the right; then shifted to the left.
    ///
    /// @param value of the index register
    /// @param state has the carry that RRX shifts in
    public static long of(MemoryAccess access, long value, MachineState state) {
        int shift = access.shift();
        return switch (access.extend()) {
            case "uxtw" -> (value & 0xFFFF_FFFFL) << shift;
            case "sxtw" -> (long) (int) value << shift;
            case "lsr" -> shift == WORD ? 0 : (int) value >>> shift;
            case "asr" -> (int) value >> Math.min(shift, WORD - 1);
            case "ror" -> Integer.rotateRight((int) value, shift);
            case "rrx" -> (int) value >>> 1 | (int) (state.get("cpsr") >> CARRY & 1) << WORD - 1;
            default -> value << shift;
        };
    }

    /// Whether it is a multiple of the index.
    static boolean isMultiple(MemoryAccess access) {
        return switch (access.extend()) {
            case "lsr", "asr", "ror", "rrx" -> false;
            default -> true;
        };
    }
}
