package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import org.jspecify.annotations.Nullable;

/// Whether an instruction's operands may stand together, and with its mask, rounding and prefix. The answers are
/// texts of what is allowed, or null if it may.
final class InstructionCheck {
    private InstructionCheck() {}

    /// What mask is wanted, or null: gathers and scatters of EVEX need one that is not k0.
    static @Nullable String maskRefusal(X86Instruction instruction) {
        OperandSpec memory = instruction.form().memoryOperand();
        boolean needed = memory != null
                && memory.memory() == Memory.VSIB
                && instruction.form().opcode().space() == Space.EVEX;
        for (X86Operand operand : instruction.operands()) {
            if (operand instanceof MaskedRegister
                    || operand instanceof Mem mem && mem.mask().number() != 0) {
                needed = false;
            }
        }
        return needed ? "k1 to k7" : null;
    }

    /// What registers are wanted, or null: rows that are the shorter ones between low and high registers only.
    static @Nullable String mirrorRefusal(X86Instruction instruction) {
        if (!instruction.form().has("lowhigh")) {
            return null;
        }
        for (int i = 0; i < instruction.operands().size(); i++) {
            Field field = instruction.form().operands().get(i).field();
            boolean high = instruction.operands().get(i) instanceof X86Register register && register.number() >= 8;
            if (field == Field.RM && high || field == Field.REG && !high) {
                return "a register from 8 on, moved to one below 8";
            }
        }
        return null;
    }

    /// What address size is wanted, or null: two memory operands have one prefix between them.
    static @Nullable String addressSizeRefusal(X86Instruction instruction) {
        int first = 0;
        for (X86Operand operand : instruction.operands()) {
            if (operand instanceof Mem memory) {
                if (first != 0 && memory.addressSize() != first) {
                    return "addresses of the same size";
                }
                first = memory.addressSize();
            }
        }
        return null;
    }

    /// What rounding or SAE the instruction may ask for, or null if what it asks for is allowed.
    static @Nullable String roundingRefusal(X86Instruction instruction) {
        Rounding rounding = instruction.rounding();
        if (rounding == Rounding.NONE) {
            return null;
        }
        boolean er = false;
        boolean sae = false;
        for (int i = 0; i < instruction.operands().size(); i++) {
            OperandSpec spec = instruction.form().operands().get(i);
            boolean register = !(instruction.operands().get(i) instanceof Mem);
            er |= register && spec.rounding();
            sae |= register && spec.sae();
        }
        if (rounding.rounds() ? er : sae) {
            return null;
        }
        return er ? "rn-sae, rd-sae, ru-sae, rz-sae" : sae ? "sae" : "none with these operands";
    }

    /// Which prefix the instruction may have, or null if what it has is allowed.
    static @Nullable String prefixRefusal(X86Instruction instruction) {
        X86Form form = instruction.form();
        boolean allowed = switch (instruction.prefix()) {
            case NONE -> true;
            case LOCK ->
                form.has("lockable")
                        && !instruction.operands().isEmpty()
                        && instruction.operands().getFirst() instanceof Mem;
            case REP -> form.has("rep") || form.has("repcc");
            case REPNE -> form.has("repcc");
        };
        if (allowed) {
            return null;
        }
        return form.has("lockable")
                ? "lock with a memory destination"
                : form.has("rep") ? "rep" : form.has("repcc") ? "repe and repne" : "none";
    }
}
