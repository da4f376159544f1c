package dev.touchstone.encoder.aarch32;

import dev.touchstone.isa.arm.codec.ShiftCodec;

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

    /// The value of this shift by an amount, as the codecs take it: by 0 is no shift.
    final long by(long amount) {
        return amount == 0 ? 0 : (amount & ~63L) != 0 ? -1 : ShiftCodec.value(code, (int) amount);
    }

    @Override
    public final String toString() {
        return name;
    }
}
