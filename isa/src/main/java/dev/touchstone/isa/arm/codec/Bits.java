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
}
