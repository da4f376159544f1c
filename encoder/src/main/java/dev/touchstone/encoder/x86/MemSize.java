package dev.touchstone.encoder.x86;

import java.util.Locale;

/// The width of a memory operand, as in `dword ptr`.
public enum MemSize {
    /// Not said; the instruction tells.
    NONE(0),
    BYTE(8),
    WORD(16),
    DWORD(32),
    FWORD(48),
    QWORD(64),
    TBYTE(80),
    XMMWORD(128),
    YMMWORD(256),
    ZMMWORD(512);

    private static final MemSize[] VALUES = values();
    private final int bits;

    MemSize(int bits) {
        this.bits = bits;
    }

    /// The width; 0 for [#NONE].
    public int bits() {
        return bits;
    }

    /// The size of that width, [#NONE] if no keyword stands for it.
    public static MemSize ofBits(int bits) {
        for (MemSize size : VALUES) {
            if (size.bits == bits) {
                return size;
            }
        }
        return NONE;
    }

    static MemSize ofOrdinal(int ordinal) {
        return VALUES[ordinal];
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
