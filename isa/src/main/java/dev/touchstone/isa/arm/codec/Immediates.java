package dev.touchstone.isa.arm.codec;

/// How numbers are printed.
final class Immediates {
    private Immediates() {}

    /// Hexadecimal with the sign before it: `0x10`, `-0x8`.
    static void hex(long value, StringBuilder out) {
        if (value < 0) {
            out.append('-');
        }
        unsignedHex(value < 0 ? -value : value, out);
    }

    /// Hexadecimal, all 64 bits.
    static void unsignedHex(long value, StringBuilder out) {
        out.append("0x");
        for (int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(value) & ~3); shift >= 0; shift -= 4) {
            out.append(Character.forDigit((int) (value >>> shift) & 15, 16));
        }
    }
}
