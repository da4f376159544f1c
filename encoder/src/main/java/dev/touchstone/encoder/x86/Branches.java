package dev.touchstone.encoder.x86;

import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_COUNT_SHIFT;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;

/// Writes branches to labels.
final class Branches {
    private Branches() {}

    /// A branch with a short and a near form: the short one if the label is bound and in reach.
    static void shortest(X86Emitter emitter, long shortOp, long nearOp, Label label) {
        CodeBuffer code = emitter.code;
        if (code.knows(label)) {
            int distance = label.offset() - code.position() - 2;
            if (distance == (byte) distance) {
                int p = code.reserve(X86Emitter.RESERVED);
                LittleEndian.put16(code.array(), p, (int) shortOp & 0xFF | distance << 8);
                code.commit(p + 2);
                return;
            }
        }
        near(emitter, nearOp, label);
    }

    /// A branch with a displacement of four bytes.
    static void near(X86Emitter emitter, long op, Label label) {
        CodeBuffer code = emitter.code;
        boolean known = code.knows(label);
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        LittleEndian.put16(bytes, p, (int) op);
        int place = p + ((int) (op >> LEGACY_COUNT_SHIFT) & 3);
        LittleEndian.put32(bytes, place, known ? label.offset() - place - 4 : 0);
        code.commit(place + 4);
        if (!known) {
            code.fixup(emitter.pc32, place, label, -4);
        }
    }
}
