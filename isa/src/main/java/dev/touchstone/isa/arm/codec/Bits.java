package dev.touchstone.isa.arm.codec;

/// Arithmetic of fields.
final class Bits {
    private Bits() {}

    static long mask(int width) {
        return width >= 64 ? -1L : (1L << width) - 1;
    }

    static long signed(long bits, int width) {
        return bits << 64 - width >> 64 - width;
    }

    /// A signed or unsigned number of so many bits as an unsigned one; other numbers stay as they are.
    static long unsigned(long value, int width) {
        return width < 64 && value < 0 && value >= -(1L << width - 1) ? value & mask(width) : value;
    }
}
