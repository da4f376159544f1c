package dev.touchstone.encoder.x86;

/// A register with a mask, as a destination.
public sealed interface MaskedRegister extends X86Operand permits MaskedXmm, MaskedYmm, MaskedZmm, MaskedK {
    X86Register register();

    KMask mask();

    boolean zeroing();
}
