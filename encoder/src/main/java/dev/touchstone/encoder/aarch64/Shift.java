package dev.touchstone.encoder.aarch64;

/// A shift of a register operand where rotating is not allowed: `LSL`, `LSR`, `ASR`.
public sealed class Shift extends ShiftOrRor permits Lsl {
    /// Logical shift right.
    static final Shift LSR = new Shift("lsr", 1);
    /// Arithmetic shift right.
    static final Shift ASR = new Shift("asr", 2);

    Shift(String name, int code) {
        super(name, code);
    }
}
