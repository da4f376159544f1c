package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// An MMX register.
///
/// @param number 0 to 7
public record Mm(int number) implements X86Register {
    public Mm {
        RegisterNames.check(RegisterClass.MM, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.MM;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.MM, number);
    }
}
