package dev.touchstone.encoder.x86;

/// An operand's value. Immutable; equal if it means the same.
public sealed interface X86Operand
        permits X86Register, MaskedRegister, XmmDest, YmmDest, ZmmDest, KDest, Mem, Imm, Target, Relative, FarPointer {}
