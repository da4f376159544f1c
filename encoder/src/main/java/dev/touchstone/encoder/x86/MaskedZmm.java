package dev.touchstone.encoder.x86;

/// A vector register as a masked destination, `zmm1{k2}` or `zmm1{k2}{z}`.
///
/// @param zeroing whether elements that the mask doesn't select become 0; else they keep their value
public record MaskedZmm(Zmm register, KMask mask, boolean zeroing) implements ZmmDest, MaskedRegister {
    public MaskedZmm {
        RegisterNames.checkMask(mask);
    }

    /// The same with zeroing.
    public MaskedZmm z() {
        return new MaskedZmm(register, mask, true);
    }

    @Override
    public int maskBits() {
        return zeroing ? mask.number() | 8 : mask.number();
    }

    @Override
    public String toString() {
        return register + "{" + mask + (zeroing ? "}{z}" : "}");
    }
}
