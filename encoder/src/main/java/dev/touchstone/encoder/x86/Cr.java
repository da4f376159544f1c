package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A control register.
///
/// @param number 0 to 15
public record Cr(int number) implements X86Register {
    public Cr {
        RegisterNames.check(RegisterClass.CONTROL, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.CONTROL;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.CONTROL, number);
    }
}
