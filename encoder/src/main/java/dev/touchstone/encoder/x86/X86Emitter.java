package dev.touchstone.encoder.x86;

import static dev.touchstone.isa.x86.PackedEncoding.BROADCAST_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.DIGIT_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.DISP8_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.GENERAL_RM_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.IMMEDIATE_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_COUNT_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_O16_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_PP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LEGACY_W_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.LENGTH_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.MAP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.MEMORY_MASK_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.PP_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.SIZE_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.W_SHIFT;
import static dev.touchstone.isa.x86.PackedEncoding.ZEROING_SHIFT;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the generated methods call: writes an instruction's bytes from a
/// [dev.touchstone.isa.x86.PackedEncoding] constant and the operands' numbers.
///
/// Prefix, opcode, ModRM and SIB are put together in one long and stored at once, displacement and immediate
/// over what is left of it, and the position is advanced by the bytes that count. Choices that depend on
/// register numbers (is there a REX, is there a SIB byte) are made by arithmetic, since a branch on them is
/// mispredicted. Operands that are out of the ordinary are handed to the generic encoder, which refuses what
/// has no encoding.
public final class X86Emitter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /// Bytes that are reserved for an instruction: 15 at most, and what the last store may overlap.
    private static final int RESERVED = 32;

    /// The bytes 00, 66, F3, F2 for a two-bit mandatory prefix.
    private static final int MANDATORY = 0xF2F3_6600;

    /// What in a packed memory operand asks for the generic encoder: another address size, a segment, a vector
    /// index, RIP or no base, registers above 15, a broadcast count.
    private static final int ODD_ADDRESS = 3 << Mem.VECTOR_SHIFT
            | 3 << Mem.ADDRESS_SIZE_SHIFT
            | 7 << Mem.SEGMENT_SHIFT
            | 7 << Mem.COUNT_SHIFT
            | 0x30
            | 1 << Mem.INDEX_SHIFT + 4;

    private static final int REGISTERS_8_TO_15 = 8 | 8 << Mem.INDEX_SHIFT;
    private static final int EVEX_ONLY = Mem.BROADCAST | 7 << Mem.MASK_SHIFT;

    private final CodeBuffer code;
    private final int mode;

    /// General, and other, registers that the mode has.
    private final int registers;

    private final int vectorRegisters;
    private final int usualAddress;
    private final int oddAddress;
    private final FixupKind pc32;

    X86Emitter(CodeBuffer code) {
        this.code = code;
        this.mode = X86Encoder.mode(code.machine());
        boolean wide = mode == 64;
        this.registers = wide ? 16 : 8;
        this.vectorRegisters = wide ? 32 : 8;
        this.usualAddress = (wide ? Mem.A64 : Mem.A32) << Mem.ADDRESS_SIZE_SHIFT;
        this.oddAddress = wide ? ODD_ADDRESS : ODD_ADDRESS | REGISTERS_8_TO_15;
        this.pc32 = wide ? X8664Fixups.R_X86_64_PLT32 : X8632Fixups.R_386_PC32;
    }

    CodeBuffer code() {
        return code;
    }

    /// 64 or 32.
    int mode() {
        return mode;
    }

    /// 1 if the byte register needs a REX prefix by itself, 0 if not.
    static int rex(Gpr8 register) {
        return register.needsRex() ? 1 : 0;
    }

    /// Whether the value fits an imm8: -128 to 255.
    static boolean isImm8(int value) {
        return value >= -128 && value <= 255;
    }

    /// Whether the value fits an imm16: -32768 to 65535.
    static boolean isImm16(int value) {
        return value >= -32768 && value <= 65535;
    }

    /// Whether the value fits a byte that is sign-extended.
    static boolean isSimm8(int value) {
        return value == (byte) value;
    }

    /// Whether the value, as a signed or an unsigned number of 16 bits, fits a byte that is sign-extended.
    static boolean isSimm8Of16(int value) {
        return value == (byte) value || value >= 0xFF80 && value <= 0xFFFF;
    }

    /// Whether the value fits an imm32, signed or unsigned.
    static boolean isImm32(long value) {
        return value >= Integer.MIN_VALUE && value <= 0xFFFF_FFFFL;
    }

    /// Whether the value fits 32 bits that are sign-extended.
    static boolean isSimm32(long value) {
        return value == (int) value;
    }

    /// Whether the operand names its width, by the code that packed encodings have for it.
    static boolean isSized(Mem memory, int sizeCode) {
        return (memory.packed >>> Mem.SIZE_SHIFT & 15) == sizeCode;
    }

    /// Whether the operand names its width, or is broadcast to `1 << countLog2` elements or doesn't say to how
    /// many.
    static boolean isSizedOrBroadcast(Mem memory, int sizeCode, int countLog2) {
        if ((memory.packed & Mem.BROADCAST) == 0) {
            return isSized(memory, sizeCode);
        }
        int said = memory.packed >>> Mem.COUNT_SHIFT;
        return said == 0 || said == countLog2;
    }

    /// Whether the operand names that width or none.
    static boolean isSizedOrNot(Mem memory, int sizeCode) {
        int size = memory.packed >>> Mem.SIZE_SHIFT & 15;
        return size == 0 || size == sizeCode;
    }

    /// Whether the index is a vector register: 1 xmm, 2 ymm, 3 zmm.
    static boolean hasVectorIndex(Mem memory, int vector) {
        return (memory.packed >> Mem.VECTOR_SHIFT & 3) == vector;
    }

    /// Whether a VEX form can have the operand: no broadcast, no mask, no register above 15.
    static boolean isVex(Mem memory) {
        return (memory.packed & (EVEX_ONLY | 0x10 | 1 << Mem.INDEX_SHIFT + 4)) == 0;
    }

    /// Whether the operand has no register above 15.
    static boolean isBelow16(Mem memory) {
        return (memory.packed & (0x10 | 1 << Mem.INDEX_SHIFT + 4)) == 0;
    }

    /// Whether the operand is an absolute address, as forms without ModRM want it.
    boolean isAbsolute(Mem memory) {
        int base = memory.packed & 63;
        boolean bare = base == Mem.NO_REGISTER || base == Mem.RIP && mode == 32 && memory.label != null;
        return bare && (memory.packed >> Mem.INDEX_SHIFT & 63) == Mem.NO_REGISTER;
    }

    // Legacy forms.

    private static int legacyPrefixes(long op) {
        int o16 = (int) (op >> LEGACY_O16_SHIFT) & 1;
        int mandatory = MANDATORY >>> ((int) (op >> LEGACY_PP_SHIFT) & 3) * 8 & 0xFF;
        return mandatory << o16 * 8 | -o16 & 0x66;
    }

    private static int legacyPrefixCount(long op) {
        int pp = (int) (op >> LEGACY_PP_SHIFT) & 3;
        return ((int) (op >> LEGACY_O16_SHIFT) & 1) + (-pp >>> 31);
    }

    /// Puts REX (if `hasRex`) and the prefixes before what is in `word`.
    private static long withPrefixes(long op, long word, int rexBits, int hasRex) {
        long rexed = word << hasRex * 8 | -hasRex & (0x40 | rexBits);
        return rexed << legacyPrefixCount(op) * 8 | legacyPrefixes(op);
    }

    private static int immediateBytes(long op) {
        return (int) (op >> IMMEDIATE_SHIFT) & 7;
    }

    // The most frequent forms have small methods of their own, which are inlined: no prefix but REX, one or two opcode
    // bytes.
    // A byte that turns out not to be wanted is stored over by the next one.

    /// REX.W and ModRM with two registers; `reg` is 0 in rows with a digit.
    void reg64(long op, int reg, int rm) {
        if ((reg | rm) >= registers) {
            slowReg(op, reg, 0, rm, 0, 0);
            return;
        }
        int p = code.reserve(RESERVED);
        code.commit(storeReg64(op, reg, rm, code.array(), p));
    }

    /// REX.W, ModRM with two registers, and an immediate.
    void reg64(long op, int reg, int rm, int imm) {
        if ((reg | rm) >= registers) {
            slowReg(op, reg, 0, rm, 0, imm);
            return;
        }
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        p = storeReg64(op, reg, rm, bytes, p);
        INT.set(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    private static int storeReg64(long op, int reg, int rm, byte[] bytes, int p) {
        bytes[p] = (byte) (0x48 | reg >> 1 & 4 | rm >> 3);
        bytes[p + 1] = (byte) op;
        bytes[p + 2] = (byte) (op >> 8);
        int next = p + 1 + ((int) (op >> LEGACY_COUNT_SHIFT) & 3);
        bytes[next] = (byte) (0xC0 | (int) (op >> DIGIT_SHIFT - 3) & 0x38 | (reg & 7) << 3 | rm & 7);
        return next + 1;
    }

    /// ModRM with two registers, without REX.W; `reg` is 0 in rows with a digit.
    void reg32(long op, int reg, int rm) {
        if ((reg | rm) >= registers) {
            slowReg(op, reg, 0, rm, 0, 0);
            return;
        }
        int p = code.reserve(RESERVED);
        code.commit(storeReg32(op, reg, rm, code.array(), p));
    }

    /// ModRM with two registers and an immediate, without REX.W.
    void reg32(long op, int reg, int rm, int imm) {
        if ((reg | rm) >= registers) {
            slowReg(op, reg, 0, rm, 0, imm);
            return;
        }
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        p = storeReg32(op, reg, rm, bytes, p);
        INT.set(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    private static int storeReg32(long op, int reg, int rm, byte[] bytes, int p) {
        int rex = reg >> 1 & 4 | rm >> 3;
        bytes[p] = (byte) (0x40 | rex);
        int next = p + (-rex >>> 31);
        bytes[next] = (byte) op;
        bytes[next + 1] = (byte) (op >> 8);
        next += (int) (op >> LEGACY_COUNT_SHIFT) & 3;
        bytes[next] = (byte) (0xC0 | (int) (op >> DIGIT_SHIFT - 3) & 0x38 | (reg & 7) << 3 | rm & 7);
        return next + 1;
    }

    /// ModRM with two registers; `reg` is 0 in rows with a digit.
    void legacyReg(long op, int reg, int rm, int imm) {
        if ((reg | rm) >= registers) {
            slowReg(op, reg, 0, rm, 0, imm);
            return;
        }
        legacyRegisters(op, reg, rm, 0, imm);
    }

    /// The same where a byte register stands; `force` is 1 if one of them needs a REX prefix.
    void byteReg(long op, int reg, int rm, int force, int imm) {
        if ((reg | rm) >= registers || force != 0 && mode == 32) {
            slowReg(op, reg, 0, rm, 0, imm);
            return;
        }
        legacyRegisters(op, reg, rm, force, imm);
    }

    private void legacyRegisters(long op, int reg, int rm, int force, int imm) {
        int rex = (int) (op >> LEGACY_W_SHIFT) << 3 & 8 | reg >> 1 & 4 | rm >> 3;
        int hasRex = -(rex | force) >>> 31;
        int modRm = 0xC0 | (int) (op >> DIGIT_SHIFT - 3) & 0x38 | (reg & 7) << 3 | rm & 7;
        int count = (int) (op >> LEGACY_COUNT_SHIFT) & 3;
        long word = withPrefixes(op, (long) modRm << count * 8 | op & 0xFF_FFFF, rex, hasRex);
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        LONG.set(bytes, p, word);
        p += legacyPrefixCount(op) + hasRex + count + 1;
        INT.set(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// A register in the opcode, or none, and an immediate.
    void legacyOpcode(long op, int register, int imm) {
        if (register >= registers) {
            slowReg(op, 0, 0, register, 0, imm);
            return;
        }
        int p = opcodeRegister(op, register, 0);
        INT.set(code.array(), p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// One opcode byte that holds a register, no prefix but REX, and an immediate of four bytes.
    void opcode32(long op, int register, int imm) {
        if (register >= registers) {
            slowReg(op, 0, 0, register, 0, imm);
            return;
        }
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        bytes[p] = 0x41;
        p += register >> 3;
        bytes[p] = (byte) (op | register & 7);
        INT.set(bytes, p + 1, imm);
        code.commit(p + 5);
    }

    /// A byte register in the opcode and an immediate.
    void byteOpcode(long op, int register, int force, int imm) {
        if (register >= registers || force != 0 && mode == 32) {
            slowReg(op, 0, 0, register, 0, imm);
            return;
        }
        int p = opcodeRegister(op, register, force);
        INT.set(code.array(), p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// A register in the opcode and an immediate of eight bytes.
    void legacyOpcode64(long op, int register, long imm) {
        if (register >= registers) {
            slowReg(op, 0, 0, register, 0, imm);
            return;
        }
        int p = opcodeRegister(op, register, 0);
        LONG.set(code.array(), p, imm);
        code.commit(p + 8);
    }

    private int opcodeRegister(long op, int register, int force) {
        int rex = (int) (op >> LEGACY_W_SHIFT) << 3 & 8 | register >> 3;
        int hasRex = -(rex | force) >>> 31;
        int count = (int) (op >> LEGACY_COUNT_SHIFT) & 3;
        long opcode = op & 0xFF_FFFF | (long) (register & 7) << (count - 1) * 8;
        int p = code.reserve(RESERVED);
        LONG.set(code.array(), p, withPrefixes(op, opcode, rex, hasRex));
        return p + legacyPrefixCount(op) + hasRex + count;
    }

    private boolean isOdd(long op, int packed, long disp, @Nullable Label label) {
        int size = packed >>> Mem.SIZE_SHIFT & 15;
        return ((packed ^ usualAddress) & oddAddress) != 0
                || size != 0 && size != ((int) (op >> SIZE_SHIFT) & 15)
                || disp != (int) disp
                || label != null;
    }

    /// ModRM with a register, or a digit, and memory.
    void legacyMem(long op, int reg, int packed, long disp, @Nullable Label label, int imm) {
        byteMem(op, reg, packed, disp, label, 0, imm);
    }

    /// The same where the register is a byte register; `force` is 1 if it needs a REX prefix.
    ///
    /// This and the other methods for memory are too long to be inlined into their callers, on purpose: in code
    /// that emits many instructions the parts that make the memory operand must be inlined, and there is a
    /// limit to the sum.
    void byteMem(long op, int reg, int packed, long disp, @Nullable Label label, int force, int imm) {
        int size = packed >>> Mem.SIZE_SHIFT & 15;
        if (reg >= registers
                || force != 0 && mode == 32
                || (packed & EVEX_ONLY | (packed ^ usualAddress) & oddAddress) != 0
                || size != 0 && size != ((int) (op >> SIZE_SHIFT) & 15)
                || disp != (int) disp
                || label != null) {
            slowMem(op, reg, 0, packed, disp, label, 0, imm);
            return;
        }
        int base = packed & 15;
        int index = packed >> Mem.INDEX_SHIFT & 63;
        int rex = (int) (op >> LEGACY_W_SHIFT) << 3 & 8 | reg >> 1 & 4 | (index & 8) >> 2 | base >> 3;
        int hasRex = -(rex | force) >>> 31;
        int hasSib = index >> 5 ^ 1 | (base & 7 ^ 4) - 1 >>> 31;
        int d = (int) disp;
        int hasDisp = (d | -d) >>> 31 | (base & 7 ^ 5) - 1 >>> 31;
        int beyond = d + 128 >>> 8;
        int wide = (beyond | -beyond) >>> 31;
        int low = base & 7;
        int modRm = hasDisp + wide << 6 | (reg | (int) (op >> DIGIT_SHIFT)) << 3 & 0x38 | low + (4 - low & -hasSib);
        int sib = (packed >> Mem.SCALE_SHIFT & 3) << 6 | (index & 7 | index >> 3 & 4) << 3 | low;
        int count = ((int) (op >> LEGACY_COUNT_SHIFT) & 3) << 3;
        int o16 = (int) (op >> LEGACY_O16_SHIFT) & 1;
        int pp = (int) (op >> LEGACY_PP_SHIFT) & 3;
        int prefixes = (MANDATORY >>> pp * 8 & 0xFF) << o16 * 8 | -o16 & 0x66;
        int prefixCount = o16 + (-pp >>> 31);
        long word = (long) (modRm | sib << 8) << count | op & 0xFF_FFFF;
        word = word << hasRex * 8 | -hasRex & (0x40 | rex);
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        LONG.set(bytes, p, word << prefixCount * 8 | prefixes);
        p += prefixCount + hasRex + (count >> 3) + 1 + hasSib;
        INT.set(bytes, p, d);
        p += hasDisp << wide * 2;
        INT.set(bytes, p, imm);
        code.commit(p + ((int) (op >> IMMEDIATE_SHIFT) & 7));
    }

    // Parts of ModRM; each 0 or 1 is computed without a branch.

    private static int nonZero(int value) {
        return (value | -value) >>> 31;
    }

    /// 1 if the low three bits of the register are those of `number`.
    private static int isLike(int register, int number) {
        return (register & 7 ^ number) - 1 >>> 31;
    }

    private static int hasSib(int base, int index) {
        return index >> 5 ^ 1 | isLike(base, 4);
    }

    /// Zero needs no displacement byte, but with rbp and r13 as base.
    private static int hasDisp(int base, int disp) {
        return nonZero(disp) | isLike(base, 5);
    }

    private static long modRmAndSib(int mod, int reg, int packed, int base, int index, int hasSib) {
        int low = base & 7;
        int rm = low + (4 - low & -hasSib);
        int sibIndex = index & 7 | index >> 3 & 4;
        int sib = (packed >> Mem.SCALE_SHIFT & 3) << 6 | sibIndex << 3 | low;
        return mod << 6 | reg << 3 | rm | sib << 8;
    }

    // VEX forms.

    /// ModRM with two registers, and a third in vvvv; 0 where there is none.
    void vexReg(long op, int reg, int vvvv, int rm, int imm) {
        if ((reg | vvvv | rm) >= registers) {
            slowReg(op, reg, vvvv, rm, 0, imm);
            return;
        }
        long modRm = 0xC0 | (int) (op >> DIGIT_SHIFT - 3) & 0x38 | (reg & 7) << 3 | rm & 7;
        int p = vexHead(op, reg, vvvv, 0, rm >> 3, modRm);
        p = p + 1;
        INT.set(code.array(), p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// Stores prefix, opcode and what follows it; answers the position after the opcode.
    ///
    /// @param x bit 3 of the index
    /// @param b bit 3 of ModRM.rm or the base
    private int vexHead(long op, int reg, int vvvv, int x, int b, long modRm) {
        int map = (int) (op >> MAP_SHIFT) & 31;
        int w = (int) (op >> W_SHIFT) & 1;
        int tail = (vvvv << 3 | ((int) (op >> LENGTH_SHIFT) & 3) << 2 | (int) (op >> PP_SHIFT) & 3) ^ 0x78;
        int notR = (reg & 8) << 4 ^ 0x80;
        long opcode = op & 0xFF;
        int three = x | b | w | nonZero(map ^ 1);
        long word3 = 0xC4
                | (notR | x << 6 ^ 0x40 | b << 5 ^ 0x20 | map) << 8
                | (w << 7 | tail) << 16
                | opcode << 24
                | modRm << 32;
        long word2 = 0xC5 | (notR | tail) << 8 | opcode << 16 | modRm << 24;
        long mask = -(long) three;
        int p = code.reserve(RESERVED);
        LONG.set(code.array(), p, word3 & mask | word2 & ~mask);
        return p + 3 + three;
    }

    /// ModRM with a register, or a digit, and memory, and a second register in vvvv.
    void vexMem(long op, int reg, int vvvv, int packed, long disp, @Nullable Label label, int imm) {
        if ((reg | vvvv) >= registers || (packed & EVEX_ONLY) != 0 || isOdd(op, packed, disp, label)) {
            slowMem(op, reg, vvvv, packed, disp, label, 0, imm);
            return;
        }
        int base = packed & 15;
        int index = packed >> Mem.INDEX_SHIFT & 63;
        int d = (int) disp;
        int hasSib = hasSib(base, index);
        int hasDisp = hasDisp(base, d);
        int wide = nonZero(d + 128 >>> 8);
        long modRm = modRmAndSib(hasDisp + wide, reg & 7 | (int) (op >> DIGIT_SHIFT) & 7, packed, base, index, hasSib);
        int p = vexHead(op, reg, vvvv, index >> 3 & 1, base >> 3, modRm) + 1 + hasSib;
        byte[] bytes = code.array();
        INT.set(bytes, p, d);
        p += hasDisp << wide * 2;
        INT.set(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    // EVEX forms.

    /// ModRM with two registers, a third in vvvv, and the mask bits of the destination.
    void evexReg(long op, int reg, int vvvv, int rm, int mask, int imm) {
        boolean odd = (reg | vvvv | rm) >= vectorRegisters
                || (rm & (int) (op >> GENERAL_RM_SHIFT - 4) & 16) != 0
                || (mask & 8 & ~(int) (op >> ZEROING_SHIFT - 3)) != 0;
        if (odd) {
            slowReg(op, reg, vvvv, rm, mask, imm);
            return;
        }
        int p0 = ((reg & 8) << 4 | (rm & 24) << 2 | reg & 16) ^ 0xF0;
        long modRm = 0xC0 | (int) (op >> DIGIT_SHIFT - 3) & 0x38 | (reg & 7) << 3 | rm & 7;
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        LONG.set(bytes, p, evexHead(op, p0, vvvv, 0, mask) | modRm << 40);
        p += 6;
        INT.set(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    /// The prefix and the opcode: five bytes.
    private static long evexHead(long op, int p0, int vvvv, int b, int mask) {
        int map = (int) (op >> MAP_SHIFT) & 31;
        int p1 = (((int) (op >> W_SHIFT) & 1) << 7 | (vvvv & 15) << 3 | (int) (op >> PP_SHIFT) & 3) ^ 0x7C;
        int p2 = ((mask & 8) << 4 | ((int) (op >> LENGTH_SHIFT) & 3) << 5 | b << 4 | vvvv >> 1 & 8 | mask & 7) ^ 8;
        return 0x62 | (p0 | map) << 8 | p1 << 16 | (long) p2 << 24 | (op & 0xFF) << 32;
    }

    /// ModRM with a register, or a digit, and memory, a second register in vvvv, and the mask bits of a
    /// register destination.
    void evexMem(long op, int reg, int vvvv, int packed, long disp, @Nullable Label label, int mask, int imm) {
        int broadcast = packed >> 25 & 1;
        int memoryMask = packed >>> Mem.MASK_SHIFT & 7;
        int bcstShift = (int) (op >> BROADCAST_SHIFT) & 3;
        boolean odd = (reg | vvvv) >= vectorRegisters
                || broadcast != 0 && (bcstShift == 0 || (packed >>> Mem.SIZE_SHIFT & 15) != 0)
                || memoryMask != 0 && (op >> MEMORY_MASK_SHIFT & 1) == 0
                || (mask & 8 & ~(int) (op >> ZEROING_SHIFT - 3)) != 0;
        if (odd || isOdd(op, packed, disp, label)) {
            slowMem(op, reg, vvvv, packed, disp, label, mask, imm);
            return;
        }
        int base = packed & 15;
        int index = packed >> Mem.INDEX_SHIFT & 63;
        int d = (int) disp;
        int shift = broadcast != 0 ? bcstShift : (int) (op >> DISP8_SHIFT) & 7;
        int scaled = d >> shift;
        int hasSib = hasSib(base, index);
        int hasDisp = hasDisp(base, d);
        int wide = nonZero(d & (1 << shift) - 1 | scaled + 128 >>> 8);
        long modRm = modRmAndSib(hasDisp + wide, reg & 7 | (int) (op >> DIGIT_SHIFT) & 7, packed, base, index, hasSib);
        int p0 = ((reg & 8) << 4 | (index & 8) << 3 | (base & 8) << 2 | reg & 16) ^ 0xF0;
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        LONG.set(bytes, p, evexHead(op, p0, vvvv, broadcast, mask | memoryMask) | modRm << 40);
        p += 6 + hasSib;
        INT.set(bytes, p, scaled ^ (scaled ^ d) & -wide);
        p += hasDisp << wide * 2;
        INT.set(bytes, p, imm);
        code.commit(p + immediateBytes(op));
    }

    // Branches.

    /// A branch with a short and a near form: the short one if the label is bound and in reach.
    void branch(long shortOp, long nearOp, Label label) {
        if (code.knows(label)) {
            int distance = label.offset() - code.position() - 2;
            if (distance == (byte) distance) {
                int p = code.reserve(RESERVED);
                byte[] bytes = code.array();
                bytes[p] = (byte) shortOp;
                bytes[p + 1] = (byte) distance;
                code.commit(p + 2);
                return;
            }
        }
        branch32(nearOp, label);
    }

    /// A branch with a displacement of four bytes.
    void branch32(long op, Label label) {
        boolean known = code.knows(label);
        int count = (int) (op >> LEGACY_COUNT_SHIFT) & 3;
        int p = code.reserve(RESERVED);
        byte[] bytes = code.array();
        bytes[p] = (byte) op;
        bytes[p + 1] = (byte) (op >> 8);
        int place = p + count;
        INT.set(bytes, place, known ? label.offset() - place - 4 : 0);
        code.commit(place + 4);
        if (!known) {
            code.fixup(pc32, place, label, -4);
        }
    }

    // The generic ways.

    /// Encodes with the form of that index.
    void general(int form, X86Operand... operands) {
        X86Encoder.encode(X86Instruction.of(SlowOperands.form(form), operands), code);
    }

    /// Encodes with the form of that index and rounding.
    void rounded(int form, Rounding rounding, X86Operand... operands) {
        X86Encoder.encode(
                new X86Instruction(SlowOperands.form(form), List.of(operands), rounding, X86Prefix.NONE), code);
    }

    /// Encodes with the first form that the operands fit; throws if none does.
    void select(String mnemonic, X86Operand... operands) {
        X86Encoder.encode(X86Encoder.select(mnemonic, mode, operands), code);
    }

    /// The same with rounding.
    void selectRounded(String mnemonic, Rounding rounding, X86Operand... operands) {
        X86Encoder.encode(X86Encoder.select(mnemonic, List.of(operands), rounding, X86Prefix.NONE, mode), code);
    }

    /// The same with a prefix.
    void selectPrefixed(String mnemonic, X86Prefix prefix, X86Operand... operands) {
        X86Encoder.encode(X86Encoder.select(mnemonic, List.of(operands), Rounding.NONE, prefix, mode), code);
    }

    private void slowReg(long op, int reg, int vvvv, int rm, int mask, long imm) {
        X86Encoder.encode(SlowOperands.of(op).registers(reg, vvvv, rm, mask, imm), code);
    }

    private void slowMem(long op, int reg, int vvvv, int packed, long disp, @Nullable Label label, int mask, long imm) {
        X86Encoder.encode(SlowOperands.of(op).memory(reg, vvvv, Mem.of(packed, disp, label), mask, imm), code);
    }
}
