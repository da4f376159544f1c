package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A 512-bit vector register.
///
/// @param number 0 to 31
public record Zmm(int number) implements X86Register, ZmmDest {
    public Zmm {
        RegisterNames.check(RegisterClass.ZMM, number);
    }

    /// This register as a destination of which only the elements are written that `mask` selects.
    ///
    /// @throws dev.touchstone.encoder.EncodingException if the mask is k0
    public MaskedZmm k(KMask mask) {
        return new MaskedZmm(this, mask, false);
    }

    @Override
    public Zmm register() {
        return this;
    }

    @Override
    public int maskBits() {
        return 0;
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.ZMM;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.ZMM, number);
    }
}
