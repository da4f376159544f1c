package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.X86Encoding;
import org.jspecify.annotations.Nullable;

/// Which of an instruction's operands need a REX or REX2 prefix, and whether one forbids it.
final class RexNeeds {
    private RexNeeds() {}

    /// Whether a REX or REX2 prefix is needed, W and byte registers included.
    static boolean needsRex(X86Instruction instruction) {
        if (instruction.form().opcode().w() == X86Encoding.W.ONE) {
            return true;
        }
        for (X86Operand operand : instruction.operands()) {
            if (operand instanceof Gpr8 register && register.needsRex() || highest(operand) >= 8) {
                return true;
            }
        }
        return false;
    }

    /// Whether a general register above r15 is named, so that it takes REX2.
    static boolean needsRex2(X86Instruction instruction) {
        for (X86Operand operand : instruction.operands()) {
            if (highest(operand) >= 16) {
                return true;
            }
        }
        return false;
    }

    /// The highest register number that the operand puts into the instruction.
    private static int highest(X86Operand operand) {
        return switch (operand) {
            case X86Register register -> register.code();
            case MaskedRegister masked -> masked.register().code();
            case Mem memory -> {
                X86Register base = memory.base();
                X86Register index = memory.index();
                yield Math.max(base == null ? 0 : base.code(), index == null ? 0 : index.code());
            }
            default -> 0;
        };
    }

    /// A complaint if ah, ch, dh or bh stands in an instruction that has such a prefix, else null.
    static @Nullable Refusal refusal(X86Instruction instruction) {
        for (X86Operand operand : instruction.operands()) {
            if (!(operand instanceof Gpr8 register && register.isHigh())) {
                continue;
            }
            boolean legacy = instruction.form().opcode().space() == X86Encoding.Space.LEGACY;
            if (!legacy || needsRex(instruction)) {
                return new Refusal(
                        instruction.form(),
                        "byte register",
                        operand,
                        "low byte registers, where the instruction needs a REX, REX2, VEX or EVEX prefix");
            }
        }
        return null;
    }
}
