package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.PackedEncoding;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes an instruction again of the numbers that a typed method handed to the emitter, for the generic
/// encoder. Off the hot path.
final class SlowOperands {
    private final X86Form form;

    private SlowOperands(X86Form form) {
        this.form = form;
    }

    static X86Form form(int index) {
        return X86Tables.forms().get(index);
    }

    /// Of the form whose packed encoding this is.
    static SlowOperands of(long op) {
        return new SlowOperands(form((int) (op >>> PackedEncoding.INDEX_SHIFT)));
    }

    X86Instruction registers(int reg, int vvvv, int rm, int mask, long imm) {
        return instruction(reg, vvvv, rm, null, mask, imm);
    }

    X86Instruction memory(int reg, int vvvv, Mem memory, int mask, long imm) {
        return instruction(reg, vvvv, 0, memory, mask, imm);
    }

    private X86Instruction instruction(int reg, int vvvv, int rm, @Nullable Mem memory, int mask, long imm) {
        List<X86Operand> operands = new ArrayList<>();
        for (OperandSpec spec : form.operands()) {
            RegisterClass registerClass = spec.register();
            if (spec.kind() == OperandSpec.Kind.IMMEDIATE) {
                operands.add(new Imm(imm));
            } else if (spec.kind() == OperandSpec.Kind.FIXED_IMMEDIATE) {
                operands.add(new Imm(spec.fixed()));
            } else if (memory != null && spec.field() == Field.RM) {
                operands.add(memory);
            } else if (registerClass == null) {
                throw new IllegalStateException(form.syntax() + ": no value for " + spec);
            } else {
                int number = switch (spec.field()) {
                    case REG -> reg;
                    case VVVV -> vvvv;
                    case RM, OPCODE -> rm;
                    default -> spec.fixed();
                };
                operands.add(masked(X86Registers.of(registerClass, number), spec.mask() ? mask : 0));
            }
        }
        return new X86Instruction(form, operands);
    }

    private static X86Operand masked(X86Register register, int mask) {
        if (mask == 0) {
            return register;
        }
        KMask k = new KMask(mask & 7);
        boolean zeroing = (mask & 8) != 0;
        return switch (register) {
            case Xmm xmm -> new MaskedXmm(xmm, k, zeroing);
            case Ymm ymm -> new MaskedYmm(ymm, k, zeroing);
            case Zmm zmm -> new MaskedZmm(zmm, k, zeroing);
            case KMask dest -> new MaskedK(dest, k);
            default -> register;
        };
    }
}
