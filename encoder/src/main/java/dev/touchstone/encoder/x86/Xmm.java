package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A 128-bit vector register.
///
/// @param number 0 to 31
public record Xmm(int number) implements X86Register, XmmDest {
    public Xmm {
        RegisterNames.check(RegisterClass.XMM, number);
    }

    /// This register as a destination of which only the elements are written that `mask` selects.
    ///
    /// @throws dev.touchstone.encoder.EncodingException if the mask is k0
    public MaskedXmm k(KMask mask) {
        return new MaskedXmm(this, mask, false);
    }

    @Override
    public Xmm register() {
        return this;
    }

    @Override
    public int maskBits() {
        return 0;
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.XMM;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.XMM, number);
    }
}
