package dev.touchstone.conformance.sampling.arm;

import dev.touchstone.conformance.sampling.Cover;
import dev.touchstone.conformance.sampling.Sampler;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.arm.ArmInstruction;
import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.OperandValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Chooses operands for A64, A32 and T32.
public final class ArmSampler implements Sampler {
    /// Candidates for each sample.
    private static final int CANDIDATES = 6;

    @Override
    public boolean samples(Isa isa) {
        return isa == Isa.A64 || isa == Isa.A32 || isa == Isa.T32;
    }

    @Override
    public List<Instruction> legal(Isa isa, Form form, int count, RandomGenerator random) {
        ArmForm arm = (ArmForm) form;
        if (!arm.attributes().sampled()) {
            return List.of();
        }
        List<long[]> candidates = OperandValues.legal(arm, count * CANDIDATES, random);
        return Cover.choose(candidates, count, values -> classes(arm, values), values -> true).stream()
                .map(values -> (Instruction) new ArmInstruction(arm, values, List.of()))
                .toList();
    }

    /// Each operand's edges are classes of their own; all that lies between is another.
    private static List<String> classes(ArmForm form, long[] values) {
        List<String> classes = new ArrayList<>(values.length + 1);
        classes.add("one shape");
        for (Hole hole : form.holes()) {
            long value = values[hole.index()];
            boolean edge = Arrays.stream(hole.codec().edges()).anyMatch(e -> e == value);
            classes.add(hole.index() + ":" + (edge ? value : value < 0 ? "negative" : "positive"));
        }
        return classes;
    }

    @Override
    public List<String> illegal(Isa isa, Form form, int count, RandomGenerator random) {
        ArmForm arm = (ArmForm) form;
        long[] values = OperandValues.any(arm, random);
        if (values.length == 0 || !arm.attributes().sampled()) {
            return List.of();
        }
        ArmLanguage language = ArmLanguage.of(isa);
        ArmInstruction instruction = new ArmInstruction(arm, values, List.of());
        Set<String> statements = new LinkedHashSet<>();
        for (Hole hole : arm.holes()) {
            if (hole.index() == arm.template().mnemonic().hole()) {
                continue;
            }
            for (String operand : hole.codec().illegal()) {
                String statement =
                        language.formatWith(instruction, hole.index(), operand).replace("##", "#");
                if (!isAnotherForm(language, statement, arm)) {
                    statements.add(statement);
                }
            }
        }
        return statements.stream().limit(count).toList();
    }

    @Override
    public @Nullable Instruction pooled(Isa isa, Form form, RandomGenerator random) {
        ArmForm arm = (ArmForm) form;
        return arm.attributes().sampled() ? new PooledValues(arm, isa, random).draw() : null;
    }

    /// Whether the operand that this form refuses is legal in another one of the same mnemonic.
    private static boolean isAnotherForm(ArmLanguage language, String statement, ArmForm form) {
        try {
            return language.parse(statement, SymbolScope.NONE, 0).form() != form;
        } catch (SyntaxException | EncodingException e) {
            return false;
        }
    }
}
