package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// An x87 stack register, counted from the top.
///
/// @param number 0 to 7
public record St(int number) implements X86Register {
    public St {
        RegisterNames.check(RegisterClass.ST, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.ST;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.ST, number);
    }
}
