package dev.touchstone.conformance.check;

import dev.touchstone.conformance.judge.Stopwatch;
import dev.touchstone.conformance.judge.Work;
import dev.touchstone.conformance.sampling.Sampler;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Makes the cases of a form: sampled operands, our text, and the bytes of the assembler under test. What goes
/// wrong already here is a finding.
final class CaseSource {
    /// The judge that a form's encoding is counted under.
    static final String ENCODER = "encoder";

    private static final int ILLEGAL = 4;
    private static final byte[] NO_BYTES = {};

    private final Subject subject;
    private final MachineLanguage language;
    private final Sampler sampler;
    private final long seed;
    private final int samples;
    private final Stopwatch stopwatch = new Stopwatch();

    CaseSource(Subject subject, MachineLanguage language, Sampler sampler, long seed, int samples) {
        this.subject = subject;
        this.language = language;
        this.sampler = sampler;
        this.seed = seed;
        this.samples = samples;
    }

    Isa isa() {
        return language.isa();
    }

    List<Case> cases(Form form, Consumer<Finding> findings) {
        SplittableRandom random = new SplittableRandom(seed ^ form.id().hashCode());
        List<Case> cases = new ArrayList<>();
        List<Instruction> legal = sampler.legal(language.isa(), form, samples, random);
        for (Instruction instruction : legal) {
            String text = language.format(instruction, AddressMap.CODE);
            findings.accept(new Finding(
                    new Case(language.isa(), instruction, text, NO_BYTES, seed),
                    ENCODER,
                    switch (stopwatch.time(ENCODER, "cases", 1, () -> encode(instruction, text))) {
                        case Encoded.Bytes(byte[] bytes) -> {
                            cases.add(new Case(language.isa(), instruction, text, bytes, seed));
                            yield Verdict.AGREE;
                        }
                        case Encoded.Refused(String message) ->
                            new Verdict.Disagree("the encoder refuses a legal sample: " + message);
                        case Encoded.Unknown(String reason) -> new Verdict.NotRun(reason);
                    }));
        }
        if (!cases.isEmpty()) {
            Set<String> legalTexts = Set.copyOf(cases.stream().map(Case::text).toList());
            for (String statement : sampler.illegal(language.isa(), form, ILLEGAL, random)) {
                if (!legalTexts.contains(statement)) {
                    Case illegal = new Case(language.isa(), legal.getFirst(), statement, NO_BYTES, seed);
                    findings.accept(new Finding(illegal, "refusal", refusal(statement)));
                }
            }
        }
        return cases;
    }

    /// How long the assembler under test took so far.
    List<Work> work() {
        return stopwatch.work();
    }

    private Encoded encode(Instruction instruction, String text) {
        try {
            return subject.encode(language.isa(), instruction, text);
        } catch (RuntimeException | AssertionError e) { // a stranger's code: whatever it throws is its answer
            return new Encoded.Refused(e.toString());
        }
    }

    private Verdict refusal(String statement) {
        try {
            return switch (subject.encode(language.isa(), statement)) {
                case Encoded.Bytes(byte[] bytes) ->
                    new Verdict.Disagree(
                            "must be refused, but gives " + HexFormat.of().formatHex(bytes));
                case Encoded.Refused _ -> Verdict.AGREE;
                case Encoded.Unknown(String reason) -> new Verdict.NotRun(reason);
            };
        } catch (RuntimeException | AssertionError e) {
            return Verdict.AGREE;
        }
    }
}
