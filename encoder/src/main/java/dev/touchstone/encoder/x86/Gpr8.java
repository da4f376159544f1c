package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A byte register: `al` to `dil`, `r8b` to `r31b`, and `ah`, `ch`, `dh`, `bh`.
///
/// @param number 0 to 31 are the low bytes of the general registers, 36 to 39 are ah, ch, dh and bh
public record Gpr8(int number) implements X86Register {
    public Gpr8 {
        if ((number & ~31) != 0 && (number < 36 || number > 39)) {
            throw new IllegalArgumentException("no byte register " + number + "; they are 0 to 31 and 36 to 39");
        }
    }

    /// Whether it is ah, ch, dh or bh, which no instruction with a REX prefix reaches.
    public boolean isHigh() {
        return number >= 32;
    }

    /// Whether it is spl, bpl, sil or dil, which only an instruction with a REX prefix reaches.
    public boolean needsRex() {
        return (number & ~3) == 4;
    }

    /// The number in the instruction: 4 to 7 for ah, ch, dh and bh.
    @Override
    public int code() {
        return number & 31;
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.GPR8;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.GPR8, number);
    }
}
