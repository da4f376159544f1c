package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;

/// What the register block of a machine state of x86-64 or x86-32 has elsewhere than a slot, and how much
/// of it a processor has. All else stands in the block as in a slot from [Layout#REGISTERS] on.
///
/// @param wide whether it is x86-64
/// @param fcw the place of the control word in the block
/// @param fsw of the status word
/// @param ftw of the full tag word
/// @param maskBytes of a mask register that the processor has
/// @param vectorCount of the vector registers that the processor has
/// @param vectorBytes of each that the processor has
record X86Places(boolean wide, int fcw, int fsw, int ftw, int maskBytes, int vectorCount, int vectorBytes) {
    static final int STACK_POINTER = 8 * 4;
    static final int POINTER = block(Layout.RIP);
    static final int FLAGS = block(Layout.RFLAGS);
    static final int MXCSR = block(Layout.FX_MXCSR);
    static final int X87 = block(Layout.FX_REGISTERS);
    static final int X87_BYTES = 8 * 16;
    static final int MASKS = block(Layout.MASKS);
    static final int MASK_COUNT = 8;
    static final int MASK = 8;
    static final int VECTORS = block(Layout.VECTORS);
    static final int VECTOR = 64;

    static X86Places of(Isa isa, X86Processor processor) {
        boolean wide = isa == Isa.X86_64;
        RegisterSet set = RegisterSet.of(isa);
        return new X86Places(
                wide,
                set.get("fcw").offset(),
                set.get("fsw").offset(),
                set.get("ftw").offset(),
                processor.carriedBytes(set.get("k0")),
                wide ? processor.vectorRegisters() : 8,
                processor.carriedBytes(set.get("zmm0")));
    }

    /// Where the block has what a slot has at `place`.
    static int block(int place) {
        return place - Layout.REGISTERS;
    }

    /// Bytes of the block that the processor has.
    int snippetBytes() {
        return VECTORS + vectorCount * VECTOR;
    }

    /// Bytes of a slot's outcome, from its registers to the end of its vectors.
    int outcomeBytes() {
        return VECTORS + vectorCount * vectorBytes;
    }
}
