package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// A register. The constants are in [X86Registers].
public sealed interface X86Register extends X86Operand
        permits Gpr8, Gpr16, Gpr32, Gpr64, Mm, Xmm, Ymm, Zmm, KMask, St, Tmm, Seg, Cr, Dr {
    RegisterClass registerClass();

    /// The register's number in its class, from 0.
    int number();

    /// The number that the instruction holds, all its bits.
    default int code() {
        return number();
    }
}
