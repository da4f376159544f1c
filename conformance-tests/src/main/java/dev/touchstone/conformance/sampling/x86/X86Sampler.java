package dev.touchstone.conformance.sampling.x86;

import dev.touchstone.conformance.sampling.Cover;
import dev.touchstone.conformance.sampling.Sampler;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.x86.MaskedRegister;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.Rounding;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Prefix;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.language.X86Language;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Samples x86-64 and x86-32.
public final class X86Sampler implements Sampler {
    private static final List<Rounding> ROUNDINGS =
            List.of(Rounding.RN_SAE, Rounding.RZ_SAE, Rounding.RD_SAE, Rounding.RU_SAE);
    /// Random choices in a row that may give nothing new before a form is taken for exhausted.
    private static final int PATIENCE = 40;
    /// Candidates for each sample.
    private static final int CANDIDATES = 6;

    @Override
    public boolean samples(Isa isa) {
        return isa.isX86();
    }

    @Override
    public List<Instruction> legal(Isa isa, Form form, int count, RandomGenerator random) {
        X86Form row = (X86Form) form;
        X86Language language = language(isa);
        int mode = isa == Isa.X86_64 ? 64 : 32;
        List<List<X86Operand>> values = new ArrayList<>();
        for (OperandSpec spec : row.operands()) {
            values.add(new OperandValues(row, mode, random).of(spec));
        }
        Set<X86Instruction> candidates = new LinkedHashSet<>();
        int longest = values.stream().mapToInt(List::size).max().orElse(1);
        int fruitless = 0;
        for (int i = 0; i < longest || candidates.size() < count * CANDIDATES && fruitless < PATIENCE; i++) {
            List<X86Operand> operands = new ArrayList<>();
            for (int n = 0; n < values.size(); n++) {
                List<X86Operand> of = values.get(n);
                // Each operand goes through its special cases at another pace, so that they meet in pairs.
                int next = i < longest ? i + n * (i / Math.max(1, of.size())) : random.nextInt(of.size());
                operands.add(of.get(Math.floorMod(next, of.size())));
            }
            X86Instruction instruction = decorated(new X86Instruction(row, operands), i);
            boolean added = areDistinct(row, operands) && candidates.add(instruction);
            fruitless = added ? 0 : fruitless + 1;
        }
        return List.copyOf(Cover.choose(
                List.copyOf(candidates), count, OperandClasses::of, candidate -> isNamedByText(language, candidate)));
    }

    private static X86Language language(Isa isa) {
        return isa == Isa.X86_64 ? X86Language.X86_64 : X86Language.X86_32;
    }

    /// Rounding and prefixes, where the form takes them with these operands.
    private static X86Instruction decorated(X86Instruction instruction, int i) {
        X86Form form = instruction.form();
        boolean memory = instruction.operands().stream().anyMatch(Mem.class::isInstance);
        if (!memory && i % 2 == 0 && form.operands().stream().anyMatch(OperandSpec::rounding)) {
            return instruction.withRounding(ROUNDINGS.get(i / 2 % 4));
        }
        if (!memory && i % 2 == 0 && form.operands().stream().anyMatch(OperandSpec::sae)) {
            return instruction.withRounding(Rounding.SAE);
        }
        if (form.has("lockable") && i % 3 == 1 && instruction.operands().getFirst() instanceof Mem) {
            return instruction.withPrefix(X86Prefix.LOCK);
        }
        if (form.has("rep") || form.has("repcc")) {
            return instruction.withPrefix(
                    i % 3 == 0 ? X86Prefix.NONE : i % 3 == 1 || form.has("rep") ? X86Prefix.REP : X86Prefix.REPNE);
        }
        return instruction;
    }

    /// Gathers and tile products fault if two of their registers are the same.
    private static boolean areDistinct(X86Form form, List<X86Operand> operands) {
        boolean gathers = form.effects().traits().contains("gather");
        Set<Integer> seen = new LinkedHashSet<>();
        for (X86Operand operand : operands) {
            X86Register register = switch (operand) {
                case MaskedRegister masked -> masked.register();
                case X86Register plain -> plain;
                case Mem memory when gathers -> memory.index();
                default -> null;
            };
            boolean matters = register != null
                    && (gathers && register.registerClass().isVector()
                            || register.registerClass() == RegisterClass.TMM);
            if (register != null && matters && !seen.add(register.number())) {
                return false;
            }
        }
        return true;
    }

    /// Whether the instruction has an encoding, and its text is read as the same bytes.
    private static boolean isNamedByText(X86Language language, X86Instruction instruction) {
        try {
            byte[] bytes = bytes(language, instruction);
            String text = language.format(instruction, AddressMap.CODE);
            X86Instruction read = language.parse(text, SymbolScope.NONE, AddressMap.CODE);
            return Arrays.equals(bytes, bytes(language, read));
        } catch (EncodingException | SyntaxException e) {
            return false;
        }
    }

    private static byte[] bytes(X86Language language, X86Instruction instruction) {
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(instruction, code);
        return Arrays.copyOf(code.array(), code.position());
    }

    @Override
    public List<String> illegal(Isa isa, Form form, int count, RandomGenerator random) {
        return new IllegalStatements((X86Form) form, isa == Isa.X86_64 ? 64 : 32, random).some(count);
    }

    @Override
    public @Nullable Instruction pooled(Isa isa, Form form, RandomGenerator random) {
        X86Form row = (X86Form) form;
        X86Instruction instruction = new PooledOperands(row, isa, random).draw();
        if (instruction == null || !areDistinct(row, instruction.operands())) {
            return null;
        }
        X86Instruction decorated = decorated(instruction, random.nextInt(24));
        return isNamedByText(language(isa), decorated) ? decorated : null;
    }
}
