package dev.touchstone.encoder.x86;

/// What generated methods ask of their operands, to choose between forms.
final class OperandConditions {
    private OperandConditions() {}

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
        return (memory.packed & Mem.EVEX_ONLY) == 0 && isBelow16(memory);
    }

    /// Whether the operand has no register above 15.
    static boolean isBelow16(Mem memory) {
        return (memory.packed & (0x10 | 1 << Mem.INDEX_SHIFT + 4)) == 0;
    }
}
