package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A 64-bit general register.
///
/// @param number 0 to 31; above 15 only APX has them
public record Gpr64(int number) implements X86Register {
    public Gpr64 {
        RegisterNames.check(RegisterClass.GPR64, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.GPR64;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.GPR64, number);
    }
}
