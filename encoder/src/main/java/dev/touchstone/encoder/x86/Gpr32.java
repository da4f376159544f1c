package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A 32-bit general register.
///
/// @param number 0 to 31; above 15 only APX has them
public record Gpr32(int number) implements X86Register {
    public Gpr32 {
        RegisterNames.check(RegisterClass.GPR32, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.GPR32;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.GPR32, number);
    }
}
