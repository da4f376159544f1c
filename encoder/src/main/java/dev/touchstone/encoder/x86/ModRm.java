package dev.touchstone.encoder.x86;

import static dev.touchstone.isa.x86.PackedEncoding.DIGIT_SHIFT;

/// ModRM, SIB and displacement.
final class ModRm {
    private static final int NO_INDEX = Mem.NO_REGISTER << Mem.INDEX_SHIFT;

    private ModRm() {}

    /// The byte for two registers; `reg` is 0 in rows with a digit.
    static int registers(long op, int reg, int rm) {
        return 0xC0 | digit(op) | (reg & 7) << 3 | rm & 7;
    }

    /// The field reg of rows with a digit, in its place; 0 in others.
    static int digit(long op) {
        return (int) (op >> DIGIT_SHIFT - 3) & 0x38;
    }

    /// 1 if the value is not 0.
    static int nonZero(int value) {
        return (value | -value) >>> 31;
    }

    /// 1 if the low three bits of the register are those of `number`.
    private static int isLike(int register, int number) {
        return (register & 7 ^ number) - 1 >>> 31;
    }

    /// Bytes of a displacement that is not scaled.
    static int displacementBytes(int packed, int disp) {
        return disp == (byte) disp ? shortBytes(packed, disp) : 4;
    }

    /// 1, or 0 for no displacement byte: zero needs one with rbp and r13 as base only.
    static int shortBytes(int packed, int disp) {
        return nonZero(disp) | isLike(packed, 5);
    }

    /// Stores ModRM, SIB and displacement at `p` and answers the position after them.
    ///
    /// @param reg the field reg in its place
    /// @param packed a memory operand whose base is a general register, and whose index is one or none
    /// @param disp the displacement, scaled if it has one byte
    /// @param dispBytes 0, 1 or 4
    static int memory(byte[] bytes, int p, int reg, int packed, int disp, int dispBytes) {
        int mod = dispBytes == 4 ? 0x80 : dispBytes << 6;
        int low = packed & 7;
        int after;
        if ((packed & NO_INDEX) != 0) {
            LittleEndian.put16(bytes, p, mod | reg | low | 0x2400);
            after = p + 1 + isLike(low, 4);
        } else {
            int sib = packed >> Mem.SCALE_SHIFT - 6 & 0xC0 | packed >> Mem.INDEX_SHIFT - 3 & 0x38 | low;
            LittleEndian.put16(bytes, p, mod | reg | 4 | sib << 8);
            after = p + 2;
        }
        LittleEndian.put32(bytes, after, disp);
        return after + dispBytes;
    }
}
