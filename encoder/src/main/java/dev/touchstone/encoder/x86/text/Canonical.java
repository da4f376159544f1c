package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import java.util.ArrayList;
import java.util.List;

/// One way to write the operands that mean the same: sign-extended immediates signed, others unsigned, memory
/// with its width.
public final class Canonical {
    private Canonical() {}

    /// The instruction with its operands written in that way; it has the same bytes.
    public static X86Instruction of(X86Instruction instruction) {
        List<X86Operand> operands = new ArrayList<>();
        for (int i = 0; i < instruction.operands().size(); i++) {
            operands.add(operand(
                    instruction.form().operands().get(i), instruction.operands().get(i)));
        }
        return new X86Instruction(
                instruction.form(), List.copyOf(operands), instruction.rounding(), instruction.prefix());
    }

    private static X86Operand operand(OperandSpec spec, X86Operand operand) {
        return switch (operand) {
            case Imm value -> immediate(spec, value);
            case Mem memory -> memory(spec, memory);
            default -> operand;
        };
    }

    private static Imm immediate(OperandSpec spec, Imm value) {
        Immediate width = spec.immediate();
        if (spec.kind() != Kind.IMMEDIATE || width == null || width.bits() == 64) {
            return value;
        }
        int unused = 64 - width.bits();
        boolean signed = width.extended() != width.bits();
        return new Imm(signed ? value.value() << unused >> unused : value.value() << unused >>> unused);
    }

    /// The width that the form accesses; none for vectors of indices and far pointers beside a register.
    private static Mem memory(OperandSpec spec, Mem memory) {
        int bits = memory.isBroadcast() ? spec.broadcastBits() : spec.memoryBits();
        return memory.size(MemSize.ofBits(bits));
    }
}
