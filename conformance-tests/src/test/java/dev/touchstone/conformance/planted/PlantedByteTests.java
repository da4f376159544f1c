package dev.touchstone.conformance.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.judge.OracleJudge;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Oracles;
import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A test of the test: a wrong bit in what any one row encodes is found, whichever row and bit it is.
@Order(3)
class PlantedByteTests {
    @ParameterizedTest
    @EnumSource(Isa.class)
    void aWrongBitInAnyRowIsFound(Isa isa) throws EngineMissingException {
        MachineLanguage real = MachineLanguages.of(isa);
        SplittableRandom random = new SplittableRandom(3);
        MachineLanguage planted = PlantedLanguage.withBytes(real, bytes -> {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        });
        try (Oracle llvm = Oracles.open("llvm", isa)) {
            Policy policy = Policy.of(llvm.name(), llvm.version());
            List<Case> right = new ArrayList<>();
            List<Case> wrong = new ArrayList<>();
            for (Form form : real.forms()) {
                if (policy.rulesFor(form.id()).stream().anyMatch(r -> !(r.action() instanceof Action.MaskFlags))) {
                    continue; // the oracle is not believed on this form: another judge has to find it
                }
                for (Instruction sample : Samplers.of(isa).legal(isa, form, 1, new SplittableRandom(5))) {
                    String text = real.format(sample, AddressMap.CODE);
                    right.add(new Case(isa, sample, text, Encoding.of(real, sample), 5));
                    wrong.add(new Case(isa, sample, text, Encoding.of(planted, sample), 5));
                }
            }
            assertTrue(right.size() > 500, "only " + right.size() + " forms were planted in");
            assertEquals(List.of(), disagreements(new OracleJudge(real, llvm, policy, true), right), "false alarms");
            List<String> missed = missed(new OracleJudge(real, llvm, policy, true), wrong);
            assertEquals(List.of(), missed, "planted faults that were not found");
        }
    }

    private static List<String> disagreements(OracleJudge judge, List<Case> cases) {
        return judge.judge(cases).stream()
                .filter(f ->
                        f.verdict() instanceof Verdict.Disagree && f.judge().equals("llvm"))
                .map(f -> f.subject().text() + ": " + f.verdict())
                .toList();
    }

    /// Texts of the cases that the oracle answered without noticing anything, in neither direction.
    private static List<String> missed(OracleJudge judge, List<Case> cases) {
        Map<Case, List<Finding>> byCase = judge.judge(cases).stream().collect(Collectors.groupingBy(Finding::subject));
        return cases.stream()
                .filter(subject -> byCase.get(subject).stream().anyMatch(PlantedByteTests::agreed))
                .filter(subject -> byCase.get(subject).stream().noneMatch(f -> f.verdict() instanceof Verdict.Disagree))
                .map(Case::text)
                .toList();
    }

    private static boolean agreed(Finding finding) {
        return finding.verdict() instanceof Verdict.Agree;
    }
}
