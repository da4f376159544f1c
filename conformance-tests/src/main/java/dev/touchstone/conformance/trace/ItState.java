package dev.touchstone.conformance.trace;

import dev.touchstone.exec.MachineState;

/// Where in an IT block of T32 a run is: the base condition and mask that are left, as ITSTATE has them.
///
/// @param bits 0 outside of blocks
record ItState(int bits) {
    static final ItState NONE = new ItState(0);

    private static final int LENGTH_MASK = 0b111;
    private static final int SHIFTED = 0b1_1111;
    /// An IT for one instruction: the opcode, and the mask that ends it.
    private static final int IT = 0xBF08;

    /// What the instruction IT at a place of the code begins.
    static ItState begin(byte[] code, int offset) {
        return new ItState(code[offset] & 0xFF);
    }

    boolean isInBlock() {
        return bits != 0;
    }

    ItState next() {
        return (bits & LENGTH_MASK) == 0 ? NONE : new ItState(bits & ~SHIFTED | bits << 1 & SHIFTED);
    }

    private int condition() {
        return bits >> 4;
    }

    /// An IT of the next instruction alone, little-endian.
    byte[] alone() {
        int word = IT | condition() << 4;
        return new byte[] {(byte) word, (byte) (word >> 8)};
    }

    /// Whether the next instruction's condition holds.
    boolean holds(MachineState state) {
        long flags = state.get("cpsr");
        boolean n = (flags >> 31 & 1) != 0;
        boolean z = (flags >> 30 & 1) != 0;
        boolean c = (flags >> 29 & 1) != 0;
        boolean v = (flags >> 28 & 1) != 0;
        boolean holds = switch (condition() >> 1) {
            case 0 -> z;
            case 1 -> c;
            case 2 -> n;
            case 3 -> v;
            case 4 -> c && !z;
            case 5 -> n == v;
            case 6 -> n == v && !z;
            default -> true;
        };
        return condition() < 14 && (condition() & 1) != 0 ? !holds : holds;
    }
}
