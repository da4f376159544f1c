package dev.touchstone.encoder.aarch32;

/// A program status register as a whole.
public enum StatusRegister {
    APSR,
    CPSR,
    SPSR
}
