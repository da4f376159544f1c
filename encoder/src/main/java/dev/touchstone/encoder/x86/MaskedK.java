package dev.touchstone.encoder.x86;

/// A mask register as a destination that is masked itself, `k1{k2}`.
public record MaskedK(KMask register, KMask mask) implements KDest, MaskedRegister {
    public MaskedK {
        RegisterNames.checkMask(mask);
    }

    @Override
    public boolean zeroing() {
        return false;
    }

    @Override
    public int maskBits() {
        return mask.number();
    }

    @Override
    public String toString() {
        return register + "{" + mask + "}";
    }
}
