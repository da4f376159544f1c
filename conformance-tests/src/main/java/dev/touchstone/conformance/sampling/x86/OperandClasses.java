package dev.touchstone.conformance.sampling.x86;

import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.MaskedRegister;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.Relative;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.isa.x86.X86Encoding.Space;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The classes of an instruction's operands: values of one class are encoded in the same way.
final class OperandClasses {
    private OperandClasses() {}

    /// First which operands are in memory.
    static List<String> of(X86Instruction instruction) {
        List<String> classes = new ArrayList<>();
        StringBuilder shape = new StringBuilder("shape ");
        instruction.operands().forEach(operand -> shape.append(operand instanceof Mem ? 'm' : 'r'));
        classes.add(shape.toString());
        int place = 0;
        for (X86Operand operand : instruction.operands()) {
            String at = String.valueOf((char) ('a' + place++));
            switch (operand) {
                case MaskedRegister masked -> {
                    classes.add(at + register(masked.register()));
                    classes.add(at + "k" + masked.mask().number());
                    classes.add(at + (masked.zeroing() ? "zeroing" : "merging"));
                }
                case X86Register register -> classes.add(at + register(register));
                case Imm(long value) -> classes.add(at + number(value));
                case Relative(long value) -> classes.add(at + number(value));
                case Mem memory -> memory(instruction, memory, at, classes);
                default -> classes.add(at + operand);
            }
        }
        classes.add("rounding " + instruction.rounding());
        classes.add("prefix " + instruction.prefix());
        return classes;
    }

    /// The numbers that ModRM and SIB treat in their own ways are classes of their own.
    private static String register(X86Register register) {
        int number = register.number();
        return switch (number) {
            case 0, 4, 5, 12, 13 -> "r" + number;
            default -> "r" + number / 8 + "x";
        };
    }

    private static String register(@Nullable X86Register register, String none) {
        return register == null ? none : register(register);
    }

    /// Sign and width.
    private static String number(long value) {
        int bits = 64 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        return (value < 0 ? "-" : "+") + (bits == 0 ? "0" : bits < 7 ? "6" : String.valueOf(bits));
    }

    private static void memory(X86Instruction instruction, Mem memory, String at, List<String> classes) {
        X86Register base = memory.base();
        X86Register index = memory.index();
        classes.add(at + "base " + register(base, memory.isRipRelative() ? "rip" : "none"));
        classes.add(at + "index " + register(index, "none"));
        if (index != null) {
            classes.add(at + "scale " + memory.scale());
        }
        classes.add(at + "disp " + displacement(instruction, memory));
        classes.add(at + "size " + memory.addressSize());
        classes.add(at + "segment " + memory.segment());
        if (memory.isBroadcast()) {
            classes.add(at + "broadcast");
        }
        if (memory.mask().number() != 0) {
            classes.add(at + "k" + memory.mask().number());
        }
    }

    private static String displacement(X86Instruction instruction, Mem memory) {
        long value = memory.displacement();
        int n = instruction.form().opcode().space() == Space.EVEX
                ? instruction.form().disp8Scale(memory.isBroadcast())
                : 1;
        String sign = value < 0 ? "-" : "+";
        if (value == 0) {
            return "0";
        }
        if (value % n == 0 && value / n == (byte) (value / n)) {
            return sign + "byte";
        }
        return value == (byte) value ? sign + "unscaled" : sign + "long";
    }
}
