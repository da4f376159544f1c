package dev.touchstone.encoder.x86;

/// A vector register as a masked destination, `ymm1{k2}` or `ymm1{k2}{z}`.
///
/// @param zeroing whether elements that the mask doesn't select become 0; else they keep their value
public record MaskedYmm(Ymm register, KMask mask, boolean zeroing) implements YmmDest, MaskedRegister {
    public MaskedYmm {
        RegisterNames.checkMask(mask);
    }

    /// The same with zeroing.
    public MaskedYmm z() {
        return new MaskedYmm(register, mask, true);
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
