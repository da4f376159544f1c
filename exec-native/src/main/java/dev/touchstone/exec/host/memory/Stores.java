package dev.touchstone.exec.host.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Stores that are seen as a whole.
final class Stores {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle SHORT = ValueLayout.JAVA_SHORT.varHandle();
    private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();

    private Stores() {}

    /// @param bytes 1, 2, 4 or 8; the address is a multiple of it
    static void store(MemorySegment segment, long offset, int bytes, long value) {
        switch (bytes) {
            case 1 -> BYTE.setVolatile(segment, offset, (byte) value);
            case 2 -> SHORT.setVolatile(segment, offset, (short) value);
            case 4 -> INT.setVolatile(segment, offset, (int) value);
            case 8 -> LONG.setVolatile(segment, offset, value);
            default -> throw new IllegalArgumentException("a store of " + bytes + " bytes; allowed are 1, 2, 4 and 8");
        }
    }
}
