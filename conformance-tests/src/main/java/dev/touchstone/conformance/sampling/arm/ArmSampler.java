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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Chooses operands for A64, A32 and T32.
public final class ArmSampler implements Sampler {
    /// Candidates for each sample.
    private static final int CANDIDATES = 6;

    /// Beside the numbers of edges.
    private static final int NEGATIVE = 1 << 30;

    private static final int POSITIVE = NEGATIVE + 1;

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
        List<long[]> edges =
                arm.holes().stream().map(hole -> hole.codec().edges()).toList();
        return Cover.choose(candidates, count, values -> classes(edges, values), values -> true).stream()
                .map(values -> (Instruction) new ArmInstruction(arm, values, List.of()))
                .toList();
    }

    /// One shape for all; then each operand's edges are classes of their own, and all that lies between is another.
    ///
    /// @param edges of each operand
    private static long[] classes(List<long[]> edges, long[] values) {
        long[] classes = new long[1 + values.length];
        classes[0] = -1;
        for (int i = 0; i < values.length; i++) {
            classes[1 + i] = (long) i << 32 | edge(edges.get(i), values[i]);
        }
        return classes;
    }

    /// Which edge a value is; if none, its sign.
    private static int edge(long[] edges, long value) {
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] == value) {
                return i;
            }
        }
        return value < 0 ? NEGATIVE : POSITIVE;
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
