package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// An AMX tile.
///
/// @param number 0 to 7
public record Tmm(int number) implements X86Register {
    public Tmm {
        RegisterNames.check(RegisterClass.TMM, number);
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.TMM;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.TMM, number);
    }
}
