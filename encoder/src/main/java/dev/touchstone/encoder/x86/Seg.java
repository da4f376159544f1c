package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A segment register.
///
/// @param number 0 to 5: es, cs, ss, ds, fs, gs
public record Seg(int number) implements X86Register {
    public Seg {
        RegisterNames.check(RegisterClass.SEGMENT, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.SEGMENT;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.SEGMENT, number);
    }
}
