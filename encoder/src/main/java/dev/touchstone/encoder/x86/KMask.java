package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A mask register.
///
/// @param number 0 to 7
public record KMask(int number) implements X86Register, KDest {
    public KMask {
        RegisterNames.check(RegisterClass.K, number);
    }

    /// This register as a destination of which only the elements are written that `mask` selects.
    ///
    /// @throws dev.touchstone.encoder.EncodingException if the mask is k0
    public MaskedK k(KMask mask) {
        return new MaskedK(this, mask);
    }

    @Override
    public KMask register() {
        return this;
    }

    @Override
    public int maskBits() {
        return 0;
    }

    @Override
    public RegisterClass registerClass() {
        return RegisterClass.K;
    }

    @Override
    public String toString() {
        return RegisterNames.name(RegisterClass.K, number);
    }
}
