package dev.touchstone.encoder.aarch64;

/// A shift of a register operand: `LSL`, `LSR`, `ASR`, `ROR`.
public sealed class ShiftOrRor permits Shift {
    /// Rotate right.
    static final ShiftOrRor ROR = new ShiftOrRor("ror", 3);

    private final String name;
    private final int code;

    ShiftOrRor(String name, int code) {
        this.name = name;
        this.code = code;
    }

    /// The number in an instruction, 0 to 3.
    public final int code() {
        return code;
    }

    @Override
    public final String toString() {
        return name;
    }
}
