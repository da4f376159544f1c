package dev.touchstone.isa.arm.codec;

/// How numbers are printed.
final class Immediates {
    private Immediates() {}

    /// Hexadecimal with the sign before it: `0x10`, `-0x8`.
    static void hex(long value, StringBuilder out) {
        if (value < 0) {
            out.append('-');
        }
        out.append("0x").append(Long.toHexString(value < 0 ? -value : value));
    }

    /// Hexadecimal, all 64 bits.
    static void unsignedHex(long value, StringBuilder out) {
        out.append("0x").append(Long.toHexString(value));
    }
}
