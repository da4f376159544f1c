package dev.touchstone.encoder.aarch64;

/// How a register operand is widened: unsigned or signed, from a byte, halfword, word or doubleword.
public enum Extend {
    UXTB,
    UXTH,
    UXTW,
    UXTX,
    SXTB,
    SXTH,
    SXTW,
    SXTX;

    /// The number in an instruction, 0 to 7.
    public int code() {
        return ordinal();
    }
}
