package dev.touchstone.encoder.x86;

/// A destination of an EVEX form: a mask register, with a mask or without.
public sealed interface KDest extends X86Operand permits KMask, MaskedK {
    /// The register without the mask.
    KMask register();

    /// EVEX.aaa in bits 2 to 0 and EVEX.z in bit 3; 0 without a mask.
    int maskBits();
}
