package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.Relative;
import dev.touchstone.encoder.x86.Target;
import dev.touchstone.encoder.x86.X86Encoder;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the row that a statement means.
final class FormChoice {
    private final int mode;
    private final long address;
    private final SymbolScope symbols;

    /// @param mode 64 or 32
    /// @param address where the instruction will stand
    FormChoice(int mode, long address, SymbolScope symbols) {
        this.mode = mode;
        this.address = address;
        this.symbols = symbols;
    }

    /// The instruction of the first row that fits, synonyms after the mnemonic's own rows.
    ///
    /// @throws SyntaxException if there is no such mnemonic
    /// @throws EncodingException if no row takes the operands
    X86Instruction choose(Statement statement) {
        EncodingException refusal = null;
        if (!X86Tables.forms(statement.mnemonic()).isEmpty()) {
            try {
                return direct(statement);
            } catch (EncodingException e) {
                refusal = e;
            }
        }
        for (Synonym synonym : Synonym.of(statement.mnemonic())) {
            if (synonym.takes(statement.operands().size())) {
                try {
                    return direct(synonym.apply(statement));
                } catch (EncodingException e) {
                    refusal = refusal == null ? e : refusal;
                }
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        throw new SyntaxException("unknown mnemonic \"" + statement.mnemonic() + "\"", statement.column());
    }

    private X86Instruction direct(Statement statement) {
        List<X86Form> forms = new ArrayList<>();
        boolean inMode = false;
        for (X86Form form : X86Tables.forms(statement.mnemonic())) {
            if (form.isIn(mode) && !form.has("notext")) {
                inMode = true;
                if (statement.encoding().allows(form) && allows(form, statement.operands())) {
                    forms.add(form);
                }
            }
        }
        if (!inMode) {
            throw new EncodingException(statement.mnemonic(), "the mode", mode + "-bit", (96 - mode) + "-bit");
        }
        if (forms.isEmpty()) {
            throw noForm(statement);
        }
        count(statement, forms);
        X86Instruction branch = branch(statement, forms);
        if (branch != null) {
            return branch;
        }
        List<X86Operand> values = new ArrayList<>();
        for (ParsedOperand operand : statement.operands()) {
            values.add(operand.value());
        }
        return select(statement, forms, List.copyOf(values));
    }

    private X86Instruction select(Statement statement, List<X86Form> forms, List<X86Operand> values) {
        return Canonical.of(
                X86Encoder.select(statement.mnemonic(), forms, values, statement.rounding(), statement.prefix(), mode));
    }

    /// Why the rows of the mnemonic are ruled out before their operands are looked at.
    private EncodingException noForm(Statement statement) {
        boolean spaces = X86Tables.forms(statement.mnemonic()).stream()
                .noneMatch(form -> form.isIn(mode) && statement.encoding().allows(form));
        return spaces
                ? new EncodingException(
                        statement.mnemonic(),
                        "the encoding",
                        statement.encoding().shown(),
                        "the encodings that its rows have")
                : new EncodingException(
                        statement.mnemonic(),
                        "the operand list",
                        statement.operands().stream().map(ParsedOperand::value).toList(),
                        String.join("; ", syntaxes(statement.mnemonic())));
    }

    private List<String> syntaxes(String mnemonic) {
        return X86Tables.forms(mnemonic).stream()
                .filter(form -> form.isIn(mode))
                .map(X86Form::syntax)
                .toList();
    }

    private void count(Statement statement, List<X86Form> forms) {
        int given = statement.operands().size();
        if (forms.stream().noneMatch(form -> form.operands().size() == given)) {
            Set<Integer> counts = new TreeSet<>();
            forms.forEach(form -> counts.add(form.operands().size()));
            String allowed = counts.stream().map(String::valueOf).collect(Collectors.joining(" or "));
            throw new EncodingException(statement.mnemonic(), "the number of operands", given, allowed);
        }
    }

    /// What only text tells apart: broadcast counts, `short` and `far`.
    private static boolean allows(X86Form form, List<ParsedOperand> operands) {
        if (form.operands().size() != operands.size()) {
            return true;
        }
        for (int i = 0; i < operands.size(); i++) {
            if (!allows(form, form.operands().get(i), operands.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(X86Form form, OperandSpec spec, ParsedOperand operand) {
        if (operand.broadcast() != 0
                && spec.broadcastBits() != 0
                && operand.broadcast() != spec.memoryBits() / spec.broadcastBits()) {
            return false;
        }
        OperandSpec.Immediate reach = spec.immediate();
        if (spec.kind() == Kind.RELATIVE && reach != null) {
            return operand.reach() == 0 || operand.reach() == reach.bits();
        }
        if (operand.far()) {
            return spec.memory() == Memory.FAR || spec.kind() == Kind.FAR_POINTER;
        }
        boolean lone = form.operands().size() == 1;
        return !(spec.memory() == Memory.FAR
                && lone
                && operand.value() instanceof Mem memory
                && (memory.size() == MemSize.NONE || memory.size() == MemSize.DWORD));
    }

    /// Branches to a number: the nearest form whose displacement reaches it. Null if the statement is no such
    /// branch.
    private @Nullable X86Instruction branch(Statement statement, List<X86Form> forms) {
        if (statement.operands().size() != 1
                || !(statement.operands().getFirst().value() instanceof Imm target)) {
            return null;
        }
        List<X86Form> branches = forms.stream()
                .filter(f -> f.operands().size() == 1 && f.operands().getFirst().kind() == Kind.RELATIVE)
                .toList();
        Label place = branches.isEmpty() ? null : symbols.place(target.value());
        if (place != null) {
            return select(statement, branches, List.of(new Target(place)));
        }
        EncodingException refusal = null;
        for (X86Form form : branches) {
            try {
                X86Instruction here =
                        new X86Instruction(form, List.of(new Relative(0)), statement.rounding(), statement.prefix());
                long displacement = target.value() - (address + Length.of(here, mode));
                X86Instruction branch = new X86Instruction(
                        form,
                        List.of(new Relative(mode == 32 ? (int) displacement : displacement)),
                        statement.rounding(),
                        statement.prefix());
                X86Encoder.check(branch, mode);
                return branch;
            } catch (EncodingException e) {
                refusal = e;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        return null;
    }
}
