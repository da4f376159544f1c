package dev.touchstone.conformance.planted;

import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.Rounding;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Prefix;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.Tuple;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Encoding.W;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Errors of x86 encoders: a wrong row, or wrong operands for the right row.
final class X86Plants {
    private static final int EVEX = 0x62;

    private final Isa isa;
    private final X86Form form;

    private X86Plants(Isa isa, X86Form form) {
        this.isa = isa;
        this.form = form;
    }

    /// An error of that kind in that form, or null if the form has nothing to be wrong there.
    static @Nullable Plant of(ErrorKind kind, Isa isa, X86Form form) {
        return new X86Plants(isa, form).plant(kind);
    }

    private @Nullable Plant plant(ErrorKind kind) {
        X86Encoding e = form.opcode();
        return switch (kind) {
            case OPCODE -> row(RowFaults.opcode(e));
            case MODRM_DIGIT -> e.digit() < 0 ? null : row(RowFaults.digit(e));
            case MANDATORY_PREFIX -> e.prefix() == 0 ? null : row(RowFaults.prefix(e));
            case OPCODE_MAP -> e.map() != 2 && e.map() != 3 ? null : row(RowFaults.map(e));
            case W_BIT ->
                e.w() == W.IGNORED || e.space() == Space.LEGACY && e.w() == W.ZERO ? null : row(RowFaults.w(e));
            case VECTOR_LENGTH -> !e.isVector() || e.vectorBits() == 0 ? null : row(RowFaults.vectorBits(e));
            case IMMEDIATE_WIDTH -> e.immediates().isEmpty() ? null : row(RowFaults.immediates(e));
            case DISP8_SCALE -> tuple();
            case DISPLACEMENT_SIGN -> operands(X86OperandFaults::positiveDisplacement);
            case SIB_SCALE -> operands(X86OperandFaults::halfScale);
            case SEGMENT_OVERRIDE -> operands(X86OperandFaults::noSegment);
            case IMMEDIATE_SIGN -> operands(X86OperandFaults::positiveImmediate);
            case REGISTER_NUMBER -> operands(X86OperandFaults::otherRegister);
            case FIELD_ORDER -> (instruction, right) -> bytes(exchanged((X86Instruction) instruction), right);
            case LOCK_OR_REP ->
                (instruction, right) -> bytes(((X86Instruction) instruction).withPrefix(X86Prefix.NONE), right);
            case ROUNDING -> (instruction, right) -> bytes(rounded((X86Instruction) instruction), right);
            case MASK -> e.space() == Space.EVEX && !e.isApx() ? (instruction, right) -> otherMask(right) : null;
            case FIXUP_FORMULA ->
                branch(bytes -> fromStart(bytes, e.immediates().getFirst()));
            case FIXUP_RANGE -> branch(bytes -> cut(bytes, e.immediates().getFirst()));
            case REFUSES_LEGAL -> (instruction, right) -> refusingNegative((X86Instruction) instruction, right);
            default -> null;
        };
    }

    private Plant row(X86Encoding wrong) {
        return row(wrong, form.tuple());
    }

    private Plant row(X86Encoding wrong, @Nullable Tuple tuple) {
        X86Form faulty = new X86Form(
                form.id(),
                form.index(),
                form.mnemonic(),
                form.syntax(),
                form.operands(),
                wrong,
                form.modes(),
                form.isas(),
                form.feature(),
                form.effects(),
                tuple,
                form.attributes(),
                form.source());
        return (instruction, right) -> {
            X86Instruction i = (X86Instruction) instruction;
            return bytes(new X86Instruction(faulty, i.operands(), i.rounding(), i.prefix()), right);
        };
    }

    private @Nullable Plant tuple() {
        if (form.tuple() == null || form.memoryOperand() == null) {
            return null;
        }
        return row(form.opcode(), form.disp8Scale(false) == 1 ? Tuple.T1E16 : Tuple.T1E8);
    }

    private Plant operands(UnaryOperator<X86Operand> wrong) {
        return (instruction, right) -> {
            X86Instruction i = (X86Instruction) instruction;
            List<X86Operand> operands = i.operands().stream().map(wrong).toList();
            return bytes(new X86Instruction(i.form(), operands, i.rounding(), i.prefix()), right);
        };
    }

    private @Nullable Plant branch(UnaryOperator<byte[]> wrong) {
        boolean relative = form.operands().stream().anyMatch(spec -> spec.kind() == OperandSpec.Kind.RELATIVE);
        return relative ? (instruction, right) -> new Encoded.Bytes(wrong.apply(right.clone())) : null;
    }

    /// The instruction's bytes; where it has none, the error does not show.
    private Encoded bytes(X86Instruction instruction, byte[] right) {
        try {
            return new Encoded.Bytes(Encoding.of(MachineLanguages.of(isa), instruction));
        } catch (EncodingException e) {
            return new Encoded.Bytes(right);
        }
    }

    private static X86Instruction exchanged(X86Instruction i) {
        List<X86Operand> operands = new ArrayList<>(i.operands());
        for (int n = 1; n < operands.size(); n++) {
            if (X86OperandFaults.areOfOneClass(operands.get(n - 1), operands.get(n))) {
                operands.set(n, operands.set(n - 1, operands.get(n)));
                break;
            }
        }
        return new X86Instruction(i.form(), operands, i.rounding(), i.prefix());
    }

    private static X86Instruction rounded(X86Instruction i) {
        return switch (i.rounding()) {
            case NONE -> i;
            case SAE -> i.withRounding(Rounding.NONE);
            case RN_SAE, RD_SAE, RU_SAE -> i.withRounding(Rounding.RZ_SAE);
            case RZ_SAE -> i.withRounding(Rounding.RU_SAE);
        };
    }

    private static Encoded otherMask(byte[] right) {
        byte[] wrong = right.clone();
        int at = 0;
        while (wrong[at] != EVEX) {
            at++;
        }
        if ((wrong[at + 3] & 0x80) != 0) {
            wrong[at + 3] &= 0x7F; // z
        } else if ((wrong[at + 3] & 7) > 1) {
            wrong[at + 3] ^= 1; // aaa
        }
        return new Encoded.Bytes(wrong);
    }

    /// Relative to the instruction's start.
    private static byte[] fromStart(byte[] bytes, int width) {
        bytes[bytes.length - width] += (byte) bytes.length;
        return bytes;
    }

    /// All but the sign and the low half.
    private static byte[] cut(byte[] bytes, int width) {
        if (width == 1) {
            bytes[bytes.length - 1] &= (byte) 0xBF;
        } else {
            byte sign = (byte) (bytes[bytes.length - 1] >> 7);
            for (int i = width / 2; i < width; i++) {
                bytes[bytes.length - width + i] = sign;
            }
        }
        return bytes;
    }

    private static Encoded refusingNegative(X86Instruction i, byte[] right) {
        boolean negative = i.operands().stream().anyMatch(o -> o instanceof Imm(long value) && value < 0);
        return negative ? new Encoded.Refused("a negative immediate") : new Encoded.Bytes(right);
    }
}
