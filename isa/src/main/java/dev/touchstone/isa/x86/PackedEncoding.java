package dev.touchstone.isa.x86;

import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Encoding.W;

/// What the typed methods need to know of a form at run time, in one constant. The generator writes these
/// numbers into the sources, the emitter reads them; both go by the bit positions below. Bits 0 to 29 differ
/// between legacy forms and VEX and EVEX forms, the upper ones are common:
///
///     63    49 48     47        46  45  43 42  39 38  37 36   34 33   31
///     [index ] gpr-rm memory{k} {z} [imm ] [size] [bcst] [disp8] [digit]
///
///     29  28  27 26 25   24 23           0          17 16 15 14 13 12  8 7      0
///     o16 [ pp ] W  [count] [opcode bytes]          [ L ] W  [pp ] [map] [opcode]
public final class PackedEncoding {
    /// Legacy: bytes of escape and opcode, the first one lowest; vector: the opcode byte.
    public static final int OPCODE_SHIFT = 0;

    /// Legacy: how many opcode bytes, 1 to 3.
    public static final int LEGACY_COUNT_SHIFT = 24;

    public static final int LEGACY_W_SHIFT = 26;
    /// Legacy: 0 none, 1 66, 2 F3, 3 F2.
    public static final int LEGACY_PP_SHIFT = 27;

    public static final int LEGACY_O16_SHIFT = 29;

    /// Vector: five bits.
    public static final int MAP_SHIFT = 8;

    public static final int PP_SHIFT = 13;
    public static final int W_SHIFT = 15;
    public static final int LENGTH_SHIFT = 16;

    /// ModRM.reg of `/digit` rows, three bits; 0 for others.
    public static final int DIGIT_SHIFT = 31;

    /// Log2 of the disp8 scale, three bits.
    public static final int DISP8_SHIFT = 34;

    /// Log2 of the broadcast element's bytes, two bits; 0 if there is no broadcast.
    public static final int BROADCAST_SHIFT = 37;

    /// The memory operand's width as [#sizeCode(int)] gives it, four bits.
    public static final int SIZE_SHIFT = 39;

    /// Bytes of the immediate, three bits: 0, 1, 2 or 4.
    public static final int IMMEDIATE_SHIFT = 43;

    /// Whether `{z}` is allowed.
    public static final int ZEROING_SHIFT = 46;

    /// Whether the memory operand may carry a mask.
    public static final int MEMORY_MASK_SHIFT = 47;

    /// Whether a register in ModRM.rm is a general one.
    public static final int GENERAL_RM_SHIFT = 48;

    /// The form's index in [X86Tables#forms()], 15 bits.
    public static final int INDEX_SHIFT = 49;

    private static final int[] SIZES = {0, 8, 16, 32, 48, 64, 80, 128, 256, 512};

    private PackedEncoding() {}

    /// Whether the emitter has a fast way for the form; the others are encoded by the generic encoder.
    public static boolean isPackable(X86Form form) {
        X86Encoding encoding = form.opcode();
        int trailing = encoding.opcode().size() == 2 ? encoding.opcode().get(1) : 0xC0;
        OperandSpec memory = form.memoryOperand();
        boolean plainMemory = memory == null || memory.memory() == Memory.PLAIN || memory.memory() == Memory.FAR;
        boolean plainSpace = encoding.space() == Space.LEGACY
                || (encoding.space() == Space.VEX || encoding.space() == Space.EVEX && !encoding.isApx())
                        && encoding.modRm();
        int immediates = encoding.immediates().size() + (encoding.suffix() >= 0 ? 1 : 0);
        return plainSpace
                && plainMemory
                && !encoding.waits()
                && !encoding.is4()
                && encoding.addressSize() == 0
                && encoding.opcode().size() <= 2
                && trailing >= 0xC0
                && immediates <= 1
                && form.operands().stream().noneMatch(PackedEncoding::isOdd)
                && form.index() < 1 << 15;
    }

    /// Operands that are no register, ModRM memory or immediate.
    private static boolean isOdd(OperandSpec operand) {
        return switch (operand.kind()) {
            case MOFFS, FAR_POINTER -> true;
            case MEMORY -> operand.field() != Field.RM;
            default -> false;
        };
    }

    /// The constant of a form that [#isPackable(X86Form)].
    public static long pack(X86Form form) {
        X86Encoding encoding = form.opcode();
        long word = encoding.space() == Space.LEGACY ? legacy(encoding) : vector(encoding);
        word |= (long) digit(encoding) << DIGIT_SHIFT;
        word |= (long) immediateBytes(encoding) << IMMEDIATE_SHIFT;
        word |= (long) log2(form.disp8Scale(false)) << DISP8_SHIFT;
        for (OperandSpec operand : form.operands()) {
            word |= flag(operand.zeroing(), ZEROING_SHIFT);
            if (operand.takesMemory()) {
                word |= (long) sizeCode(operand.memoryBits()) << SIZE_SHIFT;
                word |= (long) log2(operand.broadcastBits() / 8) << BROADCAST_SHIFT;
                word |= flag(operand.mask(), MEMORY_MASK_SHIFT);
            }
            RegisterClass register = operand.register();
            word |= flag(operand.field() == Field.RM && register != null && register.isGeneral(), GENERAL_RM_SHIFT);
        }
        return word | (long) form.index() << INDEX_SHIFT;
    }

    private static long flag(boolean value, int shift) {
        return value ? 1L << shift : 0;
    }

    private static int log2(int value) {
        return value <= 1 ? 0 : Integer.numberOfTrailingZeros(value);
    }

    private static long legacy(X86Encoding encoding) {
        int escape = switch (encoding.map()) {
            case 1 -> 0x0F;
            case 2 -> 0x380F;
            case 3 -> 0x3A0F;
            default -> 0;
        };
        int escapes = Math.min(encoding.map(), 2);
        return (escape | (long) encoding.opcodeByte() << 8 * escapes)
                | (long) (escapes + 1) << LEGACY_COUNT_SHIFT
                | flag(encoding.w() == W.ONE, LEGACY_W_SHIFT)
                | (long) pp(encoding) << LEGACY_PP_SHIFT
                | flag(encoding.operandSize16(), LEGACY_O16_SHIFT);
    }

    private static long vector(X86Encoding encoding) {
        return encoding.opcodeByte()
                | (long) encoding.map() << MAP_SHIFT
                | (long) pp(encoding) << PP_SHIFT
                | flag(encoding.w() == W.ONE, W_SHIFT)
                | (long) (encoding.vectorBits() >> 8) << LENGTH_SHIFT;
    }

    /// The two bits that stand for a mandatory prefix: 0 none, 1 66, 2 F3, 3 F2.
    public static int pp(X86Encoding encoding) {
        return switch (encoding.prefix()) {
            case 0x66 -> 1;
            case 0xF3 -> 2;
            case 0xF2 -> 3;
            default -> 0;
        };
    }

    /// ModRM.reg that the row fixes, in a `/digit` or in a fixed ModRM byte.
    private static int digit(X86Encoding encoding) {
        if (encoding.digit() >= 0) {
            return encoding.digit();
        }
        return encoding.opcode().size() == 2 ? encoding.opcode().get(1) >> 3 & 7 : 0;
    }

    /// Whether an immediate follows, the fixed byte of a suffix among them.
    public static boolean hasImmediate(X86Form form) {
        return immediateBytes(form.opcode()) != 0;
    }

    private static int immediateBytes(X86Encoding encoding) {
        if (encoding.suffix() >= 0) {
            return 1;
        }
        // Eight-byte immediates have a way of their own and need no count.
        return encoding.immediates().isEmpty() ? 0 : encoding.immediates().getFirst() & 7;
    }

    /// A code for a memory width: 0 for none, 1 byte, 2 word and so on in ascending order; 15 if no keyword
    /// stands for it.
    public static int sizeCode(int bits) {
        for (int code = 0; code < SIZES.length; code++) {
            if (SIZES[code] == bits) {
                return code;
            }
        }
        return 15;
    }
}
