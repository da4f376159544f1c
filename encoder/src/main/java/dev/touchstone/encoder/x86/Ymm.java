package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A 256-bit vector register.
///
/// @param number 0 to 31
public record Ymm(int number) implements X86Register, YmmDest {
    public Ymm {
        RegisterNames.check(RegisterClass.YMM, number);
    }

    /// This register as a destination of which only the elements are written that `mask` selects.
    ///
    /// @throws dev.touchstone.encoder.EncodingException if the mask is k0
    public MaskedYmm k(KMask mask) {
        return new MaskedYmm(this, mask, false);
    }

    @Override
    public Ymm register() {
        return this;
    }

    @Override
    public int maskBits() {
        return 0;
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.YMM;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.YMM, number);
    }
}
