package dev.touchstone.encoder.x86;

/// A vector register as a masked destination, `xmm1{k2}` or `xmm1{k2}{z}`.
///
/// @param zeroing whether elements that the mask doesn't select become 0; else they keep their value
public record MaskedXmm(Xmm register, KMask mask, boolean zeroing) implements XmmDest, MaskedRegister {
    public MaskedXmm {
        RegisterNames.checkMask(mask);
    }

    /// The same with zeroing.
    public MaskedXmm z() {
        return new MaskedXmm(register, mask, true);
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
