package dev.touchstone.conformance.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.FakeExecutor;
import dev.touchstone.conformance.Plugins;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.random.ProgramForms;
import dev.touchstone.conformance.random.ProgramGenerator;
import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.conformance.state.Flags;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Random programs that are stepped end as when they are run, and the steps are those that an engine tells itself.
class SteppedProgramTests {
    private static final int LIMIT = 1000;

    private static Executor open(String engine, Isa isa) throws EngineMissingException {
        return engine.equals("qemu-user") ? Plugins.qemuUser(isa) : Plugins.executor(engine, isa);
    }

    private static ProgramGenerator generator(Executor executor) {
        return generator(executor, form -> true);
    }

    private static ProgramGenerator generator(Executor executor, Predicate<Form> forms) {
        MachineLanguage language = MachineLanguages.of(executor.isa());
        Runner runner = new Runner(executor, Policy.of(executor.name(), executor.version()));
        return new ProgramGenerator(
                language, new ProgramForms(language, Samplers.of(executor.isa()), forms, List.of(runner), 1));
    }

    /// Of some seeds, without those that may turn to the other byte order, which no state has.
    private static List<Case> programs(ProgramGenerator generator, Isa isa, int seeds) {
        return IntStream.range(0, seeds)
                .mapToObj(seed -> generator.program(seed).assembled(MachineLanguages.of(isa)))
                .filter(program -> !program.text().contains("msr cpsr"))
                .toList();
    }

    private static Trial trial(Case program) {
        return Trials.of(MachineLanguages.of(program.isa()), program).runs().getFirst();
    }

    /// But for flags that are undefined: an emulator's depend on what it translates together.
    private static List<String> otherwise(Trace trace, Trial trial) {
        String flags = Flags.register(trial.snippet().isa()) + "=";
        boolean undefined = !trial.footprint().flagsUndefined().isEmpty();
        return trace.otherwise().stream()
                .filter(line -> !(undefined && line.startsWith(flags)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "native, X86_64, 16",
        "native, X86_32, 16",
        "qemu-user, X86_64, 8",
        "qemu-user, A64, 8",
        "qemu-user, A32, 8",
        "qemu-user, T32, 8",
    })
    void theSteppedEndIsTheWholeRuns(String engine, Isa isa, int programs) throws EngineMissingException {
        try (Executor executor = open(engine, isa)) {
            ProgramGenerator generator = generator(executor);
            int steps = 0;
            for (Case program : programs(generator, isa, programs)) {
                Trial trial = trial(program);
                Trace trace = Trace.of(executor, trial.snippet(), LIMIT);
                assertEquals(List.of(), otherwise(trace, trial), program::text);
                assertInstanceOf(Outcome.Completed.class, trace.outcome().orElseThrow(), program::text);
                steps += trace.steps().size();
            }
            assertTrue(steps > 5 * programs, "only " + steps + " steps");
        }
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void theStepsAreThoseThatTheEngineTells(Isa isa) throws EngineMissingException {
        theStepsAreThoseThatTheEngineTells(isa, form -> !form.feature().startsWith("FEAT_SVE"), true);
    }

    /// Unicorn carries whole vectors for code with SVE only: a step of Advanced SIMD has none.
    @Test
    void thoseOfSveToo() throws EngineMissingException {
        theStepsAreThoseThatTheEngineTells(Isa.A64, form -> form.feature().equals("FEAT_SVE"), false);
    }

    /// @param advancedSimd whether programs are taken that end with a load of Advanced SIMD's, as some do that push
    private static void theStepsAreThoseThatTheEngineTells(Isa isa, Predicate<Form> forms, boolean advancedSimd)
            throws EngineMissingException {
        try (Executor unicorn = Plugins.executor("unicorn", isa)) {
            ProgramGenerator generator = generator(unicorn, forms);
            int compared = 0;
            for (Case program : programs(generator, isa, 12)) {
                if (!advancedSimd && program.text().contains("ldp d")) {
                    continue;
                }
                Trial trial = trial(program);
                Snippet snippet = trial.snippet();
                List<String> told = lines(Trace.of(unicorn, snippet, LIMIT));
                Trace stepped = Trace.stepped(unicorn, snippet, LIMIT);
                assertEquals(told, lines(stepped), program::text);
                assertEquals(List.of(), otherwise(stepped, trial), program::text);
                compared += told.size();
            }
            assertTrue(compared > 60, "only " + compared + " steps");
        }
    }

    private static List<String> lines(Trace trace) {
        return trace.steps().stream()
                .map(step -> "0x%x %s %s"
                        .formatted(
                                step.pc(),
                                HexFormat.of().formatHex(step.code()),
                                step.changes().stream().map(ChangeText::of).collect(Collectors.joining(" "))))
                .toList();
    }

    /// An executor that loses a register between two runs, as one would that has something no state tells.
    private static Executor forgetful(Executor real, String register) {
        return FakeExecutor.like(real, real.name(), snippet -> {
            MachineState initial = snippet.initial().copy();
            if (snippet.resumed()) {
                initial.set(register, 0);
            }
            return real.run(new Snippet(
                    snippet.isa(), snippet.code(), snippet.entry(), initial, snippet.timeout(), snippet.resumed()));
        });
    }

    @ParameterizedTest
    @CsvSource({"native, X86_64, rdx", "native, X86_32, edx", "qemu-user, A64, x3", "qemu-user, T32, r3"})
    void whatIsLostBetweenStepsIsSaid(String engine, Isa isa, String register) throws EngineMissingException {
        try (Executor executor = forgetful(open(engine, isa), register)) {
            ProgramGenerator generator = generator(executor);
            int said = 0;
            for (int seed = 0; seed < 6; seed++) {
                Case program = generator.program(seed).assembled(MachineLanguages.of(isa));
                Trace trace = Trace.of(executor, trial(program).snippet(), LIMIT);
                if (!trace.otherwise().isEmpty()) {
                    said++;
                    assertTrue(trace.end().contains("this run ends otherwise"), trace::end);
                }
            }
            assertTrue(said > 3, said + " of 6");
        }
    }
}
