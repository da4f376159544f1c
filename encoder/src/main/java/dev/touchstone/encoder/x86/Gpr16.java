package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A 16-bit general register.
///
/// @param number 0 to 31; above 15 only APX has them
public record Gpr16(int number) implements X86Register {
    public Gpr16 {
        RegisterNames.check(RegisterClass.GPR16, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.GPR16;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.GPR16, number);
    }
}
