package dev.touchstone.encoder.x86;

import static dev.touchstone.isa.x86.PackedEncoding.IMMEDIATE_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_COUNT_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_O16_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_PP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_W_SHIFT;

import dev.touchstone.relocation.CodeBuffer;

/// Writes legacy forms without memory: prefixes, REX, opcode, ModRM, immediate. The most frequent ones, with no
/// prefix but REX and one or two opcode bytes, have methods of their own.
final class LegacyForms {
    /// The bytes 00, 66, F3, F2 for a two-bit mandatory prefix.
    private static final int MANDATORY = 0xF2F3_6600;

    private LegacyForms() {}

    static int opcodeBytes(long op) {
        return (int) (op >> LEGACY_COUNT_SHIFT) & 3;
    }

    static int immediateBytes(long op) {
        return (int) (op >> IMMEDIATE_SHIFT) & 7;
    }

    /// REX.W and ModRM with two registers; `reg` is 0 in rows with a digit.
    static void reg64(X86Emitter emitter, long op, int reg, int rm) {
        if ((reg | rm) > 15) {
            emitter.slowRegisters(op, reg, 0, rm, 0, 0);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        LittleEndian.put32(code.array(), p, word64(op, reg, rm));
        code.commit(p + 2 + opcodeBytes(op));
    }

    /// REX.W, ModRM with two registers, and an immediate.
    static void reg64(X86Emitter emitter, long op, int reg, int rm, int imm) {
        if ((reg | rm) > 15) {
            emitter.slowRegisters(op, reg, 0, rm, 0, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        LittleEndian.put32(bytes, p, word64(op, reg, rm));
        p += 2 + opcodeBytes(op);
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// REX, one or two bytes of opcode, ModRM.
    private static int word64(long op, int reg, int rm) {
        int rex = 0x48 | reg >> 1 & 4 | rm >> 3;
        return rex | ((int) op & 0xFFFF) << 8 | ModRm.registers(op, reg, rm) << 8 + opcodeBytes(op) * 8;
    }

    /// ModRM with two registers, without REX.W; `reg` is 0 in rows with a digit.
    static void reg32(X86Emitter emitter, long op, int reg, int rm) {
        if ((reg | rm) >= emitter.registers) {
            emitter.slowRegisters(op, reg, 0, rm, 0, 0);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        code.commit(store32(op, reg, rm, code.array(), p));
    }

    /// ModRM with two registers and an immediate, without REX.W.
    static void reg32(X86Emitter emitter, long op, int reg, int rm, int imm) {
        if ((reg | rm) >= emitter.registers) {
            emitter.slowRegisters(op, reg, 0, rm, 0, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        p = store32(op, reg, rm, bytes, p);
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    private static int store32(long op, int reg, int rm, byte[] bytes, int p) {
        int rex = reg >> 1 & 4 | rm >> 3;
        bytes[p] = (byte) (0x40 | rex);
        int next = p + (-rex >>> 31);
        int count = opcodeBytes(op);
        LittleEndian.put32(bytes, next, (int) op & 0xFFFF | ModRm.registers(op, reg, rm) << count * 8);
        return next + count + 1;
    }

    /// ModRM with two registers; `reg` is 0 in rows with a digit.
    static void reg(X86Emitter emitter, long op, int reg, int rm, int imm) {
        if ((reg | rm) >= emitter.registers) {
            emitter.slowRegisters(op, reg, 0, rm, 0, imm);
            return;
        }
        registers(emitter, op, reg, rm, 0, imm);
    }

    /// The same where a byte register stands; `force` is 1 if one of them needs a REX prefix.
    static void byteReg(X86Emitter emitter, long op, int reg, int rm, int force, int imm) {
        if ((reg | rm) >= emitter.registers || force != 0 && emitter.mode() == 32) {
            emitter.slowRegisters(op, reg, 0, rm, 0, imm);
            return;
        }
        registers(emitter, op, reg, rm, force, imm);
    }

    private static void registers(X86Emitter emitter, long op, int reg, int rm, int force, int imm) {
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        p = head(op, reg >> 1 & 4 | rm >> 3, force, bytes, p);
        int count = opcodeBytes(op);
        LittleEndian.put32(bytes, p, (int) op & 0xFF_FFFF | ModRm.registers(op, reg, rm) << count * 8);
        p += count + 1;
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// Stores the prefixes and REX and answers the position after them.
    ///
    /// @param rxb the bits R, X and B of REX
    /// @param force 1 if there is a REX whatever its bits are
    static int head(long op, int rxb, int force, byte[] bytes, int p) {
        int next = p;
        int o16 = (int) (op >> LEGACY_O16_SHIFT) & 1;
        int pp = (int) (op >> LEGACY_PP_SHIFT) & 3;
        if ((o16 | pp) != 0) {
            bytes[next] = 0x66;
            next += o16;
            bytes[next] = (byte) (MANDATORY >>> pp * 8);
            next += -pp >>> 31;
        }
        int rex = (int) (op >> LEGACY_W_SHIFT) << 3 & 8 | rxb;
        bytes[next] = (byte) (0x40 | rex);
        return next + (-(rex | force) >>> 31);
    }

    /// A register in the opcode, or none, and an immediate.
    static void opcode(X86Emitter emitter, long op, int register, int imm) {
        if (register >= emitter.registers) {
            emitter.slowRegisters(op, 0, 0, register, 0, imm);
            return;
        }
        opcodeRegister(emitter, op, register, 0, imm);
    }

    /// A byte register in the opcode and an immediate.
    static void byteOpcode(X86Emitter emitter, long op, int register, int force, int imm) {
        if (register >= emitter.registers || force != 0 && emitter.mode() == 32) {
            emitter.slowRegisters(op, 0, 0, register, 0, imm);
            return;
        }
        opcodeRegister(emitter, op, register, force, imm);
    }

    private static void opcodeRegister(X86Emitter emitter, long op, int register, int force, int imm) {
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        p = storeOpcode(op, register, force, bytes, p);
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// One opcode byte that holds a register, no prefix but REX, and an immediate of four bytes.
    static void opcode32(X86Emitter emitter, long op, int register, int imm) {
        if (register >= emitter.registers) {
            emitter.slowRegisters(op, 0, 0, register, 0, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        bytes[p] = 0x41;
        p += register >> 3;
        bytes[p] = (byte) (op | register & 7);
        LittleEndian.put32(bytes, p + 1, imm);
        code.commit(p + 5);
    }

    /// A register in the opcode and an immediate of eight bytes.
    static void opcode64(X86Emitter emitter, long op, int register, long imm) {
        if (register >= emitter.registers) {
            emitter.slowRegisters(op, 0, 0, register, 0, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        p = storeOpcode(op, register, 0, bytes, p);
        LittleEndian.put64(bytes, p, imm);
        code.commit(p + 8);
    }

    private static int storeOpcode(long op, int register, int force, byte[] bytes, int p) {
        int next = head(op, register >> 3, force, bytes, p);
        int count = opcodeBytes(op);
        LittleEndian.put32(bytes, next, (int) op & 0xFF_FFFF | (register & 7) << (count - 1) * 8);
        return next + count;
    }
}
