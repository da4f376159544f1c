package dev.touchstone.conformance.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.FakeExecutor;
import dev.touchstone.conformance.Plugins;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Outcome;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Order(Integer.MAX_VALUE - 2)
class ProgramTests {
    private static final int PROGRAMS = 24;

    private static Runner runner(Executor executor) {
        return new Runner(executor, Policy.of("unicorn", executor.version()));
    }

    private static ProgramGenerator generator(Isa isa, Runner... runners) {
        MachineLanguage language = MachineLanguages.of(isa);
        return new ProgramGenerator(
                language, new ProgramForms(language, Samplers.of(isa), form -> true, List.of(runners), 1));
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void programsAreTheSameForTheirSeedsAndRunToTheirEnds(Isa isa) throws EngineMissingException {
        MachineLanguage language = MachineLanguages.of(isa);
        try (Executor unicorn = Plugins.executor("unicorn", isa)) {
            ProgramGenerator generator = generator(isa, runner(unicorn));
            ProgramGenerator another = generator(isa, runner(unicorn));
            Set<String> mnemonics = new HashSet<>();
            int branches = 0;
            int stores = 0;
            for (int seed = PROGRAMS - 1; seed >= 0; seed--) {
                Program program = generator.program(seed);
                assertEquals(program, another.program(seed));
                assertNotEquals(
                        program.pieces(), generator.program(seed + PROGRAMS).pieces());
                Case subject = program.assembled(language);
                assertTrue(program.pieces().size() >= 4, program::text);
                mnemonics.addAll(mnemonics(language, subject));
                Trials trials = Trials.of(language, subject);
                branches += trials.runs().getFirst().footprint().traits().contains("branch") ? 1 : 0;
                stores += trials.runs().getFirst().footprint().memory().stream().anyMatch(a -> a.written()) ? 1 : 0;
                Outcome outcome = unicorn.run(trials.runs().getFirst().snippet());
                assertTrue(outcome instanceof Outcome.Completed, () -> outcome + ": " + program.text());
            }
            assertTrue(mnemonics.size() > 50, mnemonics::toString);
            assertTrue(branches > PROGRAMS / 4 && stores > PROGRAMS / 4, branches + " branch, " + stores + " store");
        }
    }

    private static List<String> mnemonics(MachineLanguage language, Case subject) {
        List<String> mnemonics = new ArrayList<>();
        for (int at = 0; at < subject.bytes().length; ) {
            Decoded decoded = language.decode(subject.bytes(), at);
            mnemonics.add(decoded.instruction().form().mnemonic());
            at += decoded.length();
        }
        return mnemonics;
    }

    /// A fault planted in one instruction, or in two together, is found; and shrinks to these, the same way again.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | rdx | not | | 1",
                "X86_32 | edx | imul | xor | 2",
                "A64 | x3 | eor | | 1",
                "A32 | r3 | eor | add | 2",
                "T32 | r3 | rev | | 1",
            })
    void aPlantedFaultShrinksToTheInstructionsThatItIsIn(
            Isa isa, String register, String mnemonic, String other, int instructions) throws EngineMissingException {
        MachineLanguage language = MachineLanguages.of(isa);
        try (Executor unicorn = Plugins.executor("unicorn", isa)) {
            Executor planted = FakeExecutor.wrongIn(unicorn, register, 1, (snippet, outcome) -> {
                byte[] code = snippet.linkedCode();
                List<String> there = mnemonics(
                        language, new Case(isa, language.decode(code, 0).instruction(), "", code, 0));
                return outcome instanceof Outcome.Completed
                        && there.contains(mnemonic)
                        && (other == null
                                || there.subList(there.indexOf(mnemonic), there.size())
                                        .contains(other));
            });
            List<Runner> runners = List.of(runner(unicorn), runner(planted));
            ProgramForms forms = new ProgramForms(language, Samplers.of(isa), form -> true, runners, 1);
            ProgramCheck check = new ProgramCheck(language, runners, forms);
            List<Finding> found = new ArrayList<>();
            ProgramCount count = new ProgramCount();
            for (int seed = 0; found.isEmpty() && seed < 4000; seed += 20) {
                count.add(check.run(seed, 20, found::add));
            }
            assertTrue(!found.isEmpty(), "the planted fault was not found");
            assertEquals(found.size(), count.disagreements());
            Finding first = found.getFirst();
            assertEquals(
                    instructions,
                    mnemonics(language, first.subject()).stream()
                            .filter(m -> !m.equals("it"))
                            .count(),
                    () -> FailureFormat.of(first));
            assertTrue(FailureFormat.replay(first).length() < 300, () -> FailureFormat.of(first));
            long seed = first.subject().seed();
            List<Finding> again = new ArrayList<>();
            check.run(seed, 1, again::add);
            assertEquals(FailureFormat.of(first), FailureFormat.of(again.getFirst()));
        }
    }
}
