package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A debug register.
///
/// @param number 0 to 15
public record Dr(int number) implements X86Register {
    public Dr {
        RegisterNames.check(RegisterClass.DEBUG, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.DEBUG;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.DEBUG, number);
    }
}
