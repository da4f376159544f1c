package dev.touchstone.encoder.x86;

import static dev.touchstone.isa.x86.PackedEncoding.BROADCAST_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.DISP8_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.GENERAL_RM_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.IMMEDIATE_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LENGTH_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.MAP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.MEMORY_MASK_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.PP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.SIZE_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.W_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.ZEROING_SHIFT;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import org.jspecify.annotations.Nullable;

/// Writes EVEX forms: prefix, opcode, ModRM, with disp8*N, immediate.
final class EvexForms {
    private EvexForms() {}

    /// ModRM with two registers, a third in vvvv, and the mask bits of the destination.
    static void reg(X86Emitter emitter, long op, int reg, int vvvv, int rm, int mask, int imm) {
        boolean odd = (reg | vvvv | rm) >= emitter.vectorRegisters
                || (rm & (int) (op >> GENERAL_RM_SHIFT - 4) & 16) != 0
                || isZeroingWrong(op, mask);
        if (odd) {
            emitter.slowRegisters(op, reg, vvvv, rm, mask, imm);
            return;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        int payload0 = ((reg & 8) << 4 | (rm & 24) << 2 | reg & 16) ^ 0xF0;
        LittleEndian.put32(bytes, p, prefix(op, payload0, vvvv, 0, mask));
        bytes[p + 4] = (byte) op;
        bytes[p + 5] = (byte) ModRm.registers(op, reg, rm);
        LittleEndian.put32(bytes, p + 6, imm);
        code.commit(p + 6 + ((int) (op >> IMMEDIATE_SHIFT) & 7));
    }

    private static boolean isZeroingWrong(long op, int mask) {
        return (mask & 8 & ~(int) (op >> ZEROING_SHIFT - 3)) != 0;
    }

    /// The prefix's four bytes: 62, and the three of the payload.
    ///
    /// @param payload0 the first byte of the payload, without the map
    private static int prefix(long op, int payload0, int vvvv, int broadcast, int mask) {
        int map = (int) (op >> MAP_SHIFT) & 31;
        int payload1 = (((int) (op >> W_SHIFT) & 1) << 7 | (vvvv & 15) << 3 | (int) (op >> PP_SHIFT) & 3) ^ 0x7C;
        int length = (int) (op >> LENGTH_SHIFT) & 3;
        int payload2 = ((mask & 8) << 4 | length << 5 | broadcast << 4 | vvvv >> 1 & 8 | mask & 7) ^ 8;
        return 0x62 | (payload0 | map) << 8 | payload1 << 16 | payload2 << 24;
    }

    /// ModRM with a register, or a digit, and memory, a second register in vvvv, and the mask bits of a
    /// register destination.
    static void mem(
            X86Emitter emitter,
            long op,
            int reg,
            int vvvv,
            int packed,
            long disp,
            @Nullable Label label,
            int mask,
            int imm) {
        int broadcast = packed >> 25 & 1;
        int memoryMask = packed >>> Mem.MASK_SHIFT & 7;
        int broadcastShift = (int) (op >> BROADCAST_SHIFT) & 3;
        int size = packed >>> Mem.SIZE_SHIFT & 15;
        boolean odd = (reg | vvvv) >= emitter.vectorRegisters
                || broadcast != 0 && (broadcastShift == 0 || size != 0)
                || memoryMask != 0 && (op >> MEMORY_MASK_SHIFT & 1) == 0
                || isZeroingWrong(op, mask)
                || emitter.odd(packed) != 0
                || size != 0 && size != ((int) (op >> SIZE_SHIFT) & 15)
                || disp != (int) disp
                || label != null;
        if (odd) {
            emitter.slowMemory(op, reg, vvvv, packed, disp, label, mask, imm);
            return;
        }
        int d = (int) disp;
        int shift = broadcast != 0 ? broadcastShift : (int) (op >> DISP8_SHIFT) & 7;
        int scaled = d >> shift;
        int dispBytes = 4;
        if (scaled << shift == d && scaled == (byte) scaled) {
            dispBytes = ModRm.shortBytes(packed, d);
            d = scaled;
        }
        CodeBuffer code = emitter.code;
        int p = code.reserve(X86Emitter.RESERVED);
        byte[] bytes = code.array();
        int x = packed >> Mem.INDEX_SHIFT - 3 & 0x40;
        int payload0 = ((reg & 8) << 4 | x | (packed & 8) << 2 | reg & 16) ^ 0xF0;
        LittleEndian.put32(bytes, p, prefix(op, payload0, vvvv, broadcast, mask | memoryMask));
        bytes[p + 4] = (byte) op;
        p = ModRm.memory(bytes, p + 5, ModRm.digit(op) | (reg & 7) << 3, packed, d, dispBytes);
        LittleEndian.put32(bytes, p, imm);
        code.commit(p + ((int) (op >> IMMEDIATE_SHIFT) & 7));
    }
}
