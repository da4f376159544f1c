package dev.touchstone.encoder.x86;

import static dev.touchstone.isa.x86.PackedEncoding.IMMEDIATE_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LENGTH_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.MAP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.PP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.SIZE_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.W_SHIFT;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import org.jspecify.annotations.Nullable;

/// Writes VEX forms: the prefix in two bytes where that can be, opcode, ModRM, immediate.
final class VexForms {
    private VexForms() {}

    /// ModRM with two registers, and a third in vvvv; 0 where there is none.
    static void reg(X86Emitter emitter, long op, int reg, int vvvv, int rm) {
        if ((reg | vvvv | rm) >= emitter.registers) {
            emitter.slowRegisters(op, reg, vvvv, rm, 0, 0);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        code.commit(storeRegisters(op, reg, vvvv, rm, code.array(), p));
    }

    /// The same with an immediate.
    static void reg(X86Emitter emitter, long op, int reg, int vvvv, int rm, int imm) {
        if ((reg | vvvv | rm) >= emitter.registers) {
            emitter.slowRegisters(op, reg, vvvv, rm, 0, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        p = storeRegisters(op, reg, vvvv, rm, bytes, p);
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + ((int) (op >> IMMEDIATE_SHIFT) & 7));
    }

    private static int storeRegisters(long op, int reg, int vvvv, int rm, byte[] bytes, int p) {
        int next = prefix(op, reg, vvvv, rm >> 3, bytes, p);
        LittleEndian.put16(bytes, next, (int) op & 0xFF | ModRm.registers(op, reg, rm) << 8);
        return next + 2;
    }

    /// Stores the prefix and answers the position after it.
    ///
    /// @param xb the bits X and B: bit 3 of the index, and of ModRM.rm or the base
    private static int prefix(long op, int reg, int vvvv, int xb, byte[] bytes, int p) {
        int map = (int) (op >> MAP_SHIFT) & 31;
        int w = (int) (op >> W_SHIFT) & 1;
        int notR = (reg & 8) << 4 ^ 0x80;
        int tail = (vvvv << 3 | ((int) (op >> LENGTH_SHIFT) & 3) << 2 | (int) (op >> PP_SHIFT) & 3) ^ 0x78;
        int three = ModRm.nonZero(xb | w | map ^ 1);
        int second2 = notR | tail;
        int second3 = notR | xb << 5 ^ 0x60 | map;
        bytes[p] = (byte) (0xC5 - three);
        bytes[p + 1] = (byte) (second2 ^ (second2 ^ second3) & -three);
        bytes[p + 2] = (byte) (w << 7 | tail);
        return p + 2 + three;
    }

    /// ModRM with a register, or a digit, and memory, and a second register in vvvv.
    static void mem(
            X86Emitter emitter, long op, int reg, int vvvv, int packed, long disp, @Nullable Label label, int imm) {
        int size = packed >>> Mem.SIZE_SHIFT & 15;
        if ((reg | vvvv) >= emitter.registers
                || (packed & Mem.EVEX_ONLY | emitter.odd(packed)) != 0
                || size != 0 && size != ((int) (op >> SIZE_SHIFT) & 15)
                || disp != (int) disp
                || label != null) {
            emitter.slowMemory(op, reg, vvvv, packed, disp, label, 0, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        int d = (int) disp;
        int field = ModRm.digit(op) | (reg & 7) << 3;
        p = prefix(op, reg, vvvv, packed >> Mem.INDEX_SHIFT + 2 & 2 | packed >> 3 & 1, bytes, p);
        bytes[p] = (byte) op;
        p = ModRm.memory(bytes, p + 1, field, packed, d, ModRm.displacementBytes(packed, d));
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + ((int) (op >> IMMEDIATE_SHIFT) & 7));
    }
}
