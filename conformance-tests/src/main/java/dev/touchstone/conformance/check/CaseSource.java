package dev.touchstone.conformance.check;

import dev.touchstone.conformance.judge.Encoding;
import dev.touchstone.conformance.sampling.Sampler;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Form;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Makes the cases of a form: sampled operands, our text and our bytes. What goes wrong already here is a
/// finding.
final class CaseSource {
    private static final int ILLEGAL = 4;

    private final MachineLanguage language;
    private final Sampler sampler;
    private final long seed;
    private final int samples;

    CaseSource(MachineLanguage language, Sampler sampler, long seed, int samples) {
        this.language = language;
        this.sampler = sampler;
        this.seed = seed;
        this.samples = samples;
    }

    List<Case> cases(Form form, Consumer<Finding> findings) {
        SplittableRandom random = new SplittableRandom(seed ^ form.id().hashCode());
        List<Case> cases = new ArrayList<>();
        List<Instruction> legal = sampler.legal(language.isa(), form, samples, random);
        for (Instruction instruction : legal) {
            String text = language.format(instruction, AddressMap.CODE);
            try {
                cases.add(new Case(language.isa(), instruction, text, Encoding.of(language, instruction), seed));
            } catch (EncodingException e) {
                findings.accept(new Finding(
                        new Case(language.isa(), instruction, text, new byte[0], seed),
                        "encoder",
                        new Verdict.Disagree("our encoder refuses a legal sample: " + e.getMessage())));
            }
        }
        if (!legal.isEmpty()) {
            Set<String> legalTexts = Set.copyOf(cases.stream().map(Case::text).toList());
            for (String statement : sampler.illegal(language.isa(), form, ILLEGAL, random)) {
                if (!legalTexts.contains(statement)) {
                    Case subject = new Case(language.isa(), legal.getFirst(), statement, new byte[0], seed);
                    findings.accept(new Finding(subject, "refusal", refusal(statement)));
                }
            }
        }
        return cases;
    }

    private Verdict refusal(String statement) {
        try {
            Instruction accepted = language.parse(statement, SymbolScope.NONE, AddressMap.CODE);
            byte[] bytes = Encoding.of(language, accepted);
            return new Verdict.Disagree("must be refused, but gives "
                    + HexFormat.of().formatHex(bytes) + " by " + accepted.form().id());
        } catch (SyntaxException | EncodingException e) {
            return Verdict.AGREE;
        }
    }
}
