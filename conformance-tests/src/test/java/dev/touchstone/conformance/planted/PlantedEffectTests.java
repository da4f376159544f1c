package dev.touchstone.conformance.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.Plugins;
import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A test of the test: a row that says less than the instruction does is found by running it.
class PlantedEffectTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | add rax, rbx | C",
                "X86_64 | sub ecx, edx | Z",
                "X86_64 | and rsi, rdi | S",
                "X86_32 | adc eax, ebx | O",
                "A64 | adds x0, x1, x2 | N",
                "A64 | cmp x3, x4 | C",
                "A32 | adds r0, r1, r2 | V",
                "T32 | subs r0, r1, r2 | N"
            })
    void aFlagThatIsLeftOutOfTheMaskIsFound(Isa isa, String text, String flag) throws EngineMissingException {
        UnaryOperator<Footprint> planted = right -> new Footprint(
                right.reads(),
                right.writes(),
                right.flagsRead(),
                without(right.flagsWritten(), flag),
                without(right.flagsUndefined(), flag),
                right.memory(),
                right.traits());
        assertFound(isa, text, planted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | xchg rax, rbx | rbx",
                "X86_64 | mul rcx | rdx",
                "X86_32 | lea eax, [ebx + 4] | eax",
                "A64 | ldp x0, x1, [x2] | x1",
                "A64 | ldr x0, [x1], #8 | x1",
                "A32 | umull r0, r1, r2, r3 | r1",
                "T32 | ldr r0, [r1], #4 | r1"
            })
    void aRegisterThatIsLeftOutOfTheWritesIsFound(Isa isa, String text, String register) throws EngineMissingException {
        UnaryOperator<Footprint> planted = right -> new Footprint(
                right.reads(),
                without(right.writes(), register),
                right.flagsRead(),
                right.flagsWritten(),
                right.flagsUndefined(),
                right.memory(),
                right.traits());
        assertFound(isa, text, planted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "whilelt p2.b, x0, x1 | p2",
                "setffr | ffr",
                "ld2w { z4.s, z5.s }, p0/z, [x1, #2, mul vl] | z5",
                "sqincp x3, p1.b | x3"
            })
    void aRegisterOfSveThatIsLeftOutIsFound(String text, String register) throws EngineMissingException {
        UnaryOperator<Footprint> planted = right -> new Footprint(
                right.reads(),
                without(right.writes(), register),
                right.flagsRead(),
                right.flagsWritten(),
                right.flagsUndefined(),
                right.memory(),
                right.traits());
        try (Executor executor = Plugins.qemuUser(Isa.A64)) {
            assertFound(executor, text, planted);
        }
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> rest = new HashSet<>(names);
        assertTrue(rest.remove(name), "the row must say " + name + " for the plant to mean something: " + names);
        return rest;
    }

    private static void assertFound(Isa isa, String text, UnaryOperator<Footprint> planted)
            throws EngineMissingException {
        try (Executor executor = Plugins.executor("unicorn", isa)) {
            assertFound(executor, text, planted);
        }
    }

    private static void assertFound(Executor executor, String text, UnaryOperator<Footprint> planted) {
        Isa isa = executor.isa();
        MachineLanguage real = MachineLanguages.of(isa);
        Instruction instruction = real.parse(text, SymbolScope.NONE, AddressMap.CODE);
        List<Case> cases = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            cases.add(new Case(isa, instruction, text, Encoding.of(real, instruction), seed));
        }
        Runner runner = new Runner(executor, Policy.of(executor.name(), executor.version()));
        assertEquals(List.of(), disagreements(real, runner, cases), "false alarms");
        PlantedLanguage faulty = PlantedLanguage.withFootprint(real, right -> planted.apply(withUndefined(right)));
        assertTrue(!disagreements(faulty, runner, cases).isEmpty(), "the planted fault was not found");
    }

    /// Flags that are undefined in the row too may be the planted one.
    private static Footprint withUndefined(Footprint right) {
        Set<String> all = new HashSet<>(right.flagsUndefined());
        all.addAll(right.flagsWritten());
        return new Footprint(
                right.reads(), right.writes(), right.flagsRead(), all, all, right.memory(), right.traits());
    }

    private static List<String> disagreements(MachineLanguage language, Runner runner, List<Case> cases) {
        return new ExecutionJudge(language, List.of(runner))
                .judge(cases).stream()
                        .filter(f -> f.verdict() instanceof Verdict.Disagree)
                        .map(Finding::toString)
                        .toList();
    }
}
