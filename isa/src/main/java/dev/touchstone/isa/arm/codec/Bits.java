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

    /// The number that an element of so many bits holds, of one that is written with another sign: all bits
    /// above the element are alike. What is no element's value stays as it is.
    static long ofElement(long value, int width) {
        long above = width >= 64 ? 0 : value >> width;
        boolean fits = above == 0 || above == -1 && (value & mask(width)) != 0;
        return fits ? signed(value, width) : value;
    }
}
