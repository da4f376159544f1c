package dev.touchstone.encoder.x86;

/// A destination of an EVEX form: a vector register, with a mask or without.
public sealed interface YmmDest extends X86Operand permits Ymm, MaskedYmm {
    /// The register without the mask.
    Ymm register();

    /// EVEX.aaa in bits 2 to 0 and EVEX.z in bit 3; 0 without a mask.
    int maskBits();
}
