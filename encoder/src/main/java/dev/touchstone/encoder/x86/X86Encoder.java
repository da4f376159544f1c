package dev.touchstone.encoder.x86;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encodes any instruction of the tables from its row, and finds the row that operands fit. Slower than the
/// typed methods, which are proven against it.
public final class X86Encoder {
    private X86Encoder() {}

    /// 64 or 32, the mode of code for that machine.
    ///
    /// @throws IllegalArgumentException if it is not x86
    public static int mode(Machine machine) {
        if (machine.equals(Machine.X86_64)) {
            return 64;
        }
        if (machine.equals(Machine.X86_32)) {
            return 32;
        }
        throw new IllegalArgumentException("code for " + machine.name() + " holds no x86 instruction");
    }

    /// Appends the instruction's bytes; labels become fixups.
    ///
    /// @throws EncodingException if the operands have no encoding in this form; nothing is written then
    /// @throws dev.touchstone.relocation.RelocationException if a label is another buffer's or out of reach;
    ///     nothing is
    ///     written then
    public static void encode(X86Instruction instruction, CodeBuffer code) {
        int mode = mode(code.machine());
        check(instruction, mode);
        int start = code.position();
        try {
            InstructionWriter.write(instruction, code, mode);
            int length = code.position() - start;
            if (length > X86Instruction.MAX_BYTES) {
                throw new EncodingException(
                        instruction.form().syntax(),
                        "the length with these operands",
                        length,
                        "at most " + X86Instruction.MAX_BYTES + " bytes");
            }
        } catch (RuntimeException e) {
            code.commit(start);
            throw e;
        }
    }

    /// Checks that the operands fit the instruction's form.
    ///
    /// @param mode 64 or 32
    /// @throws EncodingException if not; it names the form, the operand and what is allowed
    public static void check(X86Instruction instruction, int mode) {
        Refusal wrong = refusal(instruction, mode);
        if (wrong != null) {
            throw wrong.exception();
        }
    }

    /// What is wrong with the instruction's operands, or null if they have an encoding.
    static @Nullable Refusal refusal(X86Instruction instruction, int mode) {
        X86Form form = instruction.form();
        List<X86Operand> operands = instruction.operands();
        if (!form.isIn(mode)) {
            return new Refusal(form, "the mode", mode + "-bit", form.modes() + "-bit");
        }
        if (operands.size() != form.operands().size()) {
            return new Refusal(
                    form,
                    "the number of operands",
                    operands.size(),
                    "" + form.operands().size());
        }
        for (int i = 0; i < operands.size(); i++) {
            OperandSpec spec = form.operands().get(i);
            String allowed = OperandCheck.refusal(form, spec, operands.get(i), mode);
            if (allowed != null) {
                return new Refusal(form, name(i, spec), operands.get(i), allowed);
            }
        }
        String mirror = InstructionCheck.mirrorRefusal(instruction);
        if (mirror != null) {
            return new Refusal(form, "the operand list", operands, mirror);
        }
        String size = InstructionCheck.addressSizeRefusal(instruction);
        if (size != null) {
            return new Refusal(form, "the operand list", operands, size);
        }
        String rounding = InstructionCheck.roundingRefusal(instruction);
        if (rounding != null) {
            return new Refusal(form, "rounding", instruction.rounding(), rounding);
        }
        String mask = InstructionCheck.maskRefusal(instruction);
        if (mask != null) {
            return new Refusal(form, "the mask", "missing", mask);
        }
        String prefix = InstructionCheck.prefixRefusal(instruction);
        if (prefix != null) {
            return new Refusal(form, "prefix", instruction.prefix(), prefix);
        }
        return RexNeeds.refusal(instruction);
    }

    private static String name(int index, OperandSpec spec) {
        return "operand " + (index + 1) + " (" + spec.text() + ")";
    }

    /// The instruction of the first row that the operands fit.
    ///
    /// Labels take the row with the widest displacement. Memory of unsaid width is refused if rows of several
    /// widths fit, unless the first of them has the attribute `unsized`.
    ///
    /// @param mnemonic in lower case
    /// @param mode 64 or 32
    /// @throws EncodingException if no row fits; it tells why the nearest one doesn't
    public static X86Instruction select(
            String mnemonic, List<? extends X86Operand> operands, Rounding rounding, X86Prefix prefix, int mode) {
        List<X86Form> forms = X86Tables.forms(mnemonic).stream()
                .filter(form -> !form.has("explicit") && !form.has("notext"))
                .toList();
        return select(mnemonic, forms, operands, rounding, prefix, mode);
    }

    /// As above, among `forms` only.
    ///
    /// @throws EncodingException as above
    public static X86Instruction select(
            String mnemonic,
            List<X86Form> forms,
            List<? extends X86Operand> operands,
            Rounding rounding,
            X86Prefix prefix,
            int mode) {
        X86Instruction best = null;
        for (X86Form form : forms) {
            if (form.operands().size() != operands.size()) {
                continue;
            }
            X86Instruction candidate = new X86Instruction(form, List.copyOf(operands), rounding, prefix);
            if (refusal(candidate, mode) != null) {
                continue;
            }
            if (best == null || isWider(candidate, best)) {
                best = candidate;
            } else if (isAmbiguous(best, candidate)) {
                throw new EncodingException(
                        mnemonic,
                        "the memory operand's width",
                        "not said",
                        "one of the widths that fit: say dword or the like");
            }
        }
        if (best == null) {
            throw nearest(mnemonic, forms, operands, rounding, prefix, mode);
        }
        return best;
    }

    /// As above, without rounding and prefix.
    ///
    /// @throws EncodingException as above
    public static X86Instruction select(String mnemonic, int mode, X86Operand... operands) {
        return select(mnemonic, List.of(operands), Rounding.NONE, X86Prefix.NONE, mode);
    }

    /// Whether `candidate` reaches farther than `best` with an operand that is a label.
    private static boolean isWider(X86Instruction candidate, X86Instruction best) {
        for (int i = 0; i < candidate.operands().size(); i++) {
            OperandSpec.Immediate reach = candidate.form().operands().get(i).immediate();
            OperandSpec.Immediate before = best.form().operands().get(i).immediate();
            if (candidate.operands().get(i) instanceof Target && reach != null && before != null) {
                return reach.bits() > before.bits();
            }
        }
        return false;
    }

    /// Whether the two forms differ in the width of a memory operand that doesn't say it.
    private static boolean isAmbiguous(X86Instruction best, X86Instruction other) {
        if (best.form().has("unsized")) {
            return false;
        }
        for (int i = 0; i < best.operands().size(); i++) {
            OperandSpec a = best.form().operands().get(i);
            OperandSpec b = other.form().operands().get(i);
            if (best.operands().get(i) instanceof Mem memory
                    && memory.size() == MemSize.NONE
                    && a.kind() != Kind.MOFFS
                    && b.kind() != Kind.MOFFS
                    && (a.memory() == Memory.PLAIN || a.memory().isImplied())
                    && !memory.isBroadcast()
                    && a.memoryBits() != b.memoryBits()) {
                return true;
            }
        }
        return false;
    }

    /// The complaint of the row in which the most operands fit; of several the last, whose immediates are the
    /// widest.
    private static EncodingException nearest(
            String mnemonic,
            List<X86Form> forms,
            List<? extends X86Operand> operands,
            Rounding rounding,
            X86Prefix prefix,
            int mode) {
        Refusal nearest = null;
        int bestScore = -1;
        for (X86Form form : forms) {
            if (!form.isIn(mode) || form.operands().size() != operands.size()) {
                continue;
            }
            int score = score(form, operands, mode);
            if (score >= bestScore) {
                bestScore = score;
                nearest = refusal(new X86Instruction(form, List.copyOf(operands), rounding, prefix), mode);
            }
        }
        if (nearest != null) {
            return nearest.exception();
        }
        List<String> syntaxes = forms.stream().map(X86Form::syntax).toList();
        return new EncodingException(
                mnemonic,
                "the operand list",
                operands,
                syntaxes.isEmpty()
                        ? "no operands: there is no such mnemonic in the tables"
                        : String.join("; ", syntaxes));
    }

    /// Operands that fit count 4; those of the right kind 2; so that a wrong value is told of before a wrong
    /// kind.
    private static int score(X86Form form, List<? extends X86Operand> operands, int mode) {
        int score = 0;
        for (int i = 0; i < operands.size(); i++) {
            OperandSpec spec = form.operands().get(i);
            if (OperandCheck.refusal(form, spec, operands.get(i), mode) == null) {
                score += 4;
            } else if (isOfKind(spec, operands.get(i))) {
                score += 2;
            }
        }
        return score;
    }

    private static boolean isOfKind(OperandSpec spec, X86Operand operand) {
        return switch (operand) {
            case X86Register register -> spec.register() == register.registerClass() && !spec.isFixed();
            case MaskedRegister masked -> spec.register() == masked.register().registerClass();
            case Mem memory -> spec.takesMemory();
            case Imm immediate -> spec.kind() == Kind.IMMEDIATE;
            case Target target -> spec.kind() == Kind.RELATIVE;
            case Relative relative -> spec.kind() == Kind.RELATIVE;
            case FarPointer pointer -> spec.kind() == Kind.FAR_POINTER;
        };
    }
}
