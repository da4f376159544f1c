package dev.touchstone.encoder.x86;

import static dev.touchstone.isa.x86.PackedEncoding.DIGIT_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_COUNT_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_W_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.SIZE_SHIFT;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import org.jspecify.annotations.Nullable;

/// Writes legacy forms with memory: prefixes, REX, opcode, ModRM, SIB, displacement, immediate.
final class LegacyMemory {
    private LegacyMemory() {}

    /// No prefix but REX; ModRM with a register, or a digit, and memory.
    ///
    /// This is written out, and so too long for the JIT compiler to inline into its callers, on purpose: in
    /// code that emits many instructions the parts that make the memory operand must be inlined, or it is
    /// allocated, and there is a limit to the sum.
    static void plain(X86Emitter emitter, long op, int reg, int packed, long disp, @Nullable Label label) {
        int size = packed >>> Mem.SIZE_SHIFT & 15;
        int d = (int) disp;
        if (reg >= emitter.registers
                || (packed & Mem.EVEX_ONLY | emitter.odd(packed)) != 0
                || size != 0 && size != ((int) (op >> SIZE_SHIFT) & 15)
                || disp != d
                || label != null) {
            emitter.slowMemory(op, reg, 0, packed, disp, label, 0, 0);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        int rex = (int) (op >> LEGACY_W_SHIFT) << 3 & 8
                | reg >> 1 & 4
                | packed >> Mem.INDEX_SHIFT + 2 & 2
                | packed >> 3 & 1;
        bytes[p] = (byte) (0x40 | rex);
        p += -rex >>> 31;
        bytes[p] = (byte) op;
        bytes[p + 1] = (byte) (op >> 8);
        p += (int) (op >> LEGACY_COUNT_SHIFT) & 3;
        int low = packed & 7;
        int mod = 0x80;
        int dispBytes = 4;
        if (d == (byte) d) {
            dispBytes = (d | -d) >>> 31 | (low ^ 5) - 1 >>> 31;
            mod = dispBytes << 6;
        }
        mod |= (int) (op >> DIGIT_SHIFT - 3) & 0x38 | (reg & 7) << 3;
        if ((packed & Mem.NO_REGISTER << Mem.INDEX_SHIFT) != 0) {
            bytes[p] = (byte) (mod | low);
            bytes[p + 1] = 0x24;
            p += 1 + ((low ^ 4) - 1 >>> 31);
        } else {
            bytes[p] = (byte) (mod | 4);
            int index = packed >> Mem.INDEX_SHIFT - 3 & 0x38;
            int scale = packed >> Mem.SCALE_SHIFT - 6 & 0xC0;
            bytes[p + 1] = (byte) (scale | index | low);
            p += 2;
        }
        bytes[p] = (byte) d;
        bytes[p + 1] = (byte) (d >> 8);
        bytes[p + 2] = (byte) (d >> 16);
        bytes[p + 3] = (byte) (d >> 24);
        code.commit(p + dispBytes);
    }

    /// Any prefixes; ModRM with a register, or a digit, and memory; an immediate.
    static void any(X86Emitter emitter, long op, int reg, int packed, long disp, @Nullable Label label, int imm) {
        byteRegister(emitter, op, reg, packed, disp, label, 0, imm);
    }

    /// The same where the register is a byte register; `force` is 1 if it needs a REX prefix.
    static void byteRegister(
            X86Emitter emitter, long op, int reg, int packed, long disp, @Nullable Label label, int force, int imm) {
        if (reg >= emitter.registers || force != 0 && emitter.mode() == 32 || isOdd(emitter, op, packed, disp, label)) {
            emitter.slowMemory(op, reg, 0, packed, disp, label, 0, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        p = LegacyForms.head(op, rxb(reg, packed), force, bytes, p);
        p = storeMemory(op, reg, packed, (int) disp, bytes, p);
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + LegacyForms.immediateBytes(op));
    }

    private static boolean isOdd(X86Emitter emitter, long op, int packed, long disp, @Nullable Label label) {
        int size = packed >>> Mem.SIZE_SHIFT & 15;
        return (packed & Mem.EVEX_ONLY | emitter.odd(packed)) != 0
                || size != 0 && size != ((int) (op >> SIZE_SHIFT) & 15)
                || disp != (int) disp
                || label != null;
    }

    private static int rxb(int reg, int packed) {
        return reg >> 1 & 4 | packed >> Mem.INDEX_SHIFT + 2 & 2 | packed >> 3 & 1;
    }

    private static int storeMemory(long op, int reg, int packed, int disp, byte[] bytes, int p) {
        LittleEndian.put32(bytes, p, (int) op & 0xFF_FFFF);
        int field = ModRm.digit(op) | (reg & 7) << 3;
        return ModRm.memory(
                bytes, p + LegacyForms.opcodeBytes(op), field, packed, disp, ModRm.displacementBytes(packed, disp));
    }
}
