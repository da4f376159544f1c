package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import org.jspecify.annotations.Nullable;

/// What an instruction's operands put into the fields of its encoding.
final class InstructionFields {
    private static final int NONE = 0;

    final X86Instruction instruction;
    final X86Form form;
    final X86Encoding encoding;

    /// 64 or 32.
    final int mode;

    /// Numbers of the registers in ModRM.reg (or its digit), vvvv and ModRM.rm or the opcode.
    int reg;

    int vvvv;
    int rm;
    boolean rmIsGeneral;

    @Nullable
    Mem memory;

    /// The segment that a prefix says.
    @Nullable
    Seg segment;

    int is4;
    int mask;
    boolean zeroing;

    /// @param code the buffer that labels must belong to
    InstructionFields(X86Instruction instruction, CodeBuffer code, int mode) {
        this.instruction = instruction;
        this.form = instruction.form();
        this.encoding = form.opcode();
        this.mode = mode;
        take(code);
    }

    private void take(CodeBuffer code) {
        if (encoding.digit() >= 0) {
            reg = encoding.digit();
        }
        for (int i = 0; i < instruction.operands().size(); i++) {
            OperandSpec spec = form.operands().get(i);
            X86Operand operand = instruction.operands().get(i);
            if (operand instanceof MaskedRegister masked) {
                mask = masked.mask().number();
                zeroing = masked.zeroing();
                register(spec.field(), masked.register());
            } else if (operand instanceof X86Register register) {
                register(spec.field(), register);
            } else if (operand instanceof Target target) {
                code.own(target.label());
            } else if (operand instanceof Mem mem) {
                Label label = mem.label();
                if (label != null) {
                    code.own(label);
                }
                if (memory == null || spec.memory() != Memory.IMPLIED_ES) {
                    memory = mem;
                    segment = segment(spec, mem);
                }
                if (mem.mask().number() != 0) {
                    mask = mem.mask().number();
                }
            }
        }
    }

    private static @Nullable Seg segment(OperandSpec spec, Mem mem) {
        Seg segment = mem.segment();
        boolean usual = spec.memory() == Memory.IMPLIED_ES
                || spec.memory() == Memory.IMPLIED && segment != null && segment.equals(X86Registers.ds);
        return usual ? null : segment;
    }

    private void register(Field field, X86Register register) {
        int number = register.code();
        switch (field) {
            case REG -> reg = number;
            case VVVV -> vvvv = number;
            case IS4 -> is4 = number;
            case RM, OPCODE -> {
                rm = number;
                rmIsGeneral = register.registerClass().isGeneral();
            }
            default -> {}
        }
    }

    int addressSize() {
        if (encoding.addressSize() != NONE) {
            return encoding.addressSize();
        }
        return memory == null || memory.addressSize() == 0 ? mode : memory.addressSize();
    }

    int base() {
        return memory == null ? rm : registerBits(memory.packed & 63);
    }

    int index() {
        return memory == null ? 0 : registerBits(memory.packed >> Mem.INDEX_SHIFT & 63);
    }

    private static int registerBits(int number) {
        return number >= Mem.NO_REGISTER ? 0 : number;
    }

    /// Bit `bit` of a register number.
    static int bit(int number, int bit) {
        return number >> bit & 1;
    }
}
