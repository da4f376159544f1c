package dev.touchstone.encoder.aarch32;

/// How an operand register is shifted, by an amount or by a register.
public sealed class Shift permits Lsl, Asr, Ror {
    static final Shift LSR = new Shift("lsr", 1);

    private final String name;
    private final int code;

    Shift(String name, int code) {
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
