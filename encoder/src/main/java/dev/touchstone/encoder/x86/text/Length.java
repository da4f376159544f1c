package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.x86.X86Encoder;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;

/// How long an instruction is.
final class Length {
    private Length() {}

    /// Bytes of the instruction, which must have no label.
    static int of(X86Instruction instruction, int mode) {
        CodeBuffer code = new CodeBuffer(mode == 64 ? Machine.X86_64 : Machine.X86_32);
        X86Encoder.encode(instruction, code);
        return code.position();
    }
}
