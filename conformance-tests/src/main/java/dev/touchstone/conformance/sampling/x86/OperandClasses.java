package dev.touchstone.conformance.sampling.x86;

import dev.touchstone.encoder.x86.FarPointer;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.MaskedRegister;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.Relative;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.isa.x86.X86Encoding.Space;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The classes of an instruction's operands: values of one class are encoded in the same way. Each is a number: the
/// operand's place, the kind of class, and which of that kind.
final class OperandClasses {
    private enum Kind {
        SHAPE,
        REGISTER,
        MASK,
        ZEROING,
        NUMBER,
        FAR_POINTER,
        BASE,
        INDEX,
        SCALE,
        DISPLACEMENT,
        ADDRESS_SIZE,
        SEGMENT,
        BROADCAST,
        ROUNDING,
        PREFIX
    }

    private static final int KIND_SHIFT = 52;
    private static final int PLACE_SHIFT = 56;
    private static final int MOST = 40;

    /// Beside the classes of registers.
    private static final int NO_REGISTER = 1000;

    private static final int RIP = 1001;

    private final X86Instruction instruction;
    private final long[] classes = new long[MOST];
    private int count;
    private int place;

    private OperandClasses(X86Instruction instruction) {
        this.instruction = instruction;
    }

    /// First which operands are in memory.
    static long[] of(X86Instruction instruction) {
        return new OperandClasses(instruction).all();
    }

    private long[] all() {
        long shape = 1;
        for (X86Operand operand : instruction.operands()) {
            shape = shape << 1 | (operand instanceof Mem ? 1 : 0);
        }
        add(Kind.SHAPE, shape);
        for (X86Operand operand : instruction.operands()) {
            place++;
            switch (operand) {
                case MaskedRegister masked -> {
                    add(Kind.REGISTER, register(masked.register()));
                    add(Kind.MASK, masked.mask().number());
                    add(Kind.ZEROING, masked.zeroing() ? 1 : 0);
                }
                case X86Register register -> add(Kind.REGISTER, register(register));
                case Imm(long value) -> add(Kind.NUMBER, number(value));
                case Relative(long value) -> add(Kind.NUMBER, number(value));
                case FarPointer(int selector, long offset) -> add(Kind.FAR_POINTER, (long) selector << 32 | offset);
                case Mem memory -> memory(memory);
                default -> throw new IllegalArgumentException("no sample has the operand " + operand);
            }
        }
        place = 0;
        add(Kind.ROUNDING, instruction.rounding().ordinal());
        add(Kind.PREFIX, instruction.prefix().ordinal());
        return Arrays.copyOf(classes, count);
    }

    private void add(Kind kind, long which) {
        classes[count++] = (long) place << PLACE_SHIFT | (long) kind.ordinal() << KIND_SHIFT | which;
    }

    /// The numbers that ModRM and SIB treat in their own ways are classes of their own.
    private static int register(X86Register register) {
        int number = register.number();
        return switch (number) {
            case 0, 4, 5, 12, 13 -> number;
            default -> 64 + number / 8;
        };
    }

    private static int register(@Nullable X86Register register, int none) {
        return register == null ? none : register(register);
    }

    /// Sign and width.
    private static int number(long value) {
        int bits = 64 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        return (bits == 0 || bits > 6 ? bits : 6) << 1 | (value < 0 ? 1 : 0);
    }

    private void memory(Mem memory) {
        X86Register base = memory.base();
        X86Register index = memory.index();
        X86Register segment = memory.segment();
        add(Kind.BASE, register(base, memory.isRipRelative() ? RIP : NO_REGISTER));
        add(Kind.INDEX, register(index, NO_REGISTER));
        if (index != null) {
            add(Kind.SCALE, memory.scale());
        }
        add(Kind.DISPLACEMENT, displacement(memory));
        add(Kind.ADDRESS_SIZE, memory.addressSize());
        add(Kind.SEGMENT, segment == null ? NO_REGISTER : segment.number());
        if (memory.isBroadcast()) {
            add(Kind.BROADCAST, 0);
        }
        if (memory.mask().number() != 0) {
            add(Kind.MASK, memory.mask().number());
        }
    }

    /// None, one byte as it is scaled, one byte that can't be, or four; and the sign.
    private int displacement(Mem memory) {
        long value = memory.displacement();
        int n = instruction.form().opcode().space() == Space.EVEX
                ? instruction.form().disp8Scale(memory.isBroadcast())
                : 1;
        if (value == 0) {
            return 0;
        }
        boolean isByte = value % n == 0 && value / n == (byte) (value / n);
        int width = isByte ? 1 : value == (byte) value ? 2 : 4;
        return width << 1 | (value < 0 ? 1 : 0);
    }
}
