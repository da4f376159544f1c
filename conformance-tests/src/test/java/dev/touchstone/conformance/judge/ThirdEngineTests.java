package dev.touchstone.conformance.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.FakeExecutor;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.isa.Isa;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where two engines disagree a third one says which of them stands alone.
class ThirdEngineTests {
    private static final MachineLanguage LANGUAGE = MachineLanguages.of(Isa.X86_64);

    /// What it says of `mov eax, 5`; a negative number stands for a fault.
    private static Executor engine(String name, long result) {
        return new FakeExecutor(name, snippet -> {
            MachineState state = snippet.initial().copy();
            if (result < 0) {
                return new Outcome.Faulted(FaultKind.OTHER, AddressMap.CODE, 0, state);
            }
            state.set("rax", result);
            return new Outcome.Completed(state);
        });
    }

    private static List<Finding> judge(Executor... engines) {
        String text = "mov eax, 0x5";
        Instruction instruction = LANGUAGE.parse(text, SymbolScope.NONE, AddressMap.CODE);
        Case subject = new Case(Isa.X86_64, instruction, text, Encoding.of(LANGUAGE, instruction), 1);
        List<Runner> runners = Arrays.stream(engines)
                .map(engine -> new Runner(engine, Policy.of(engine.name(), "1")))
                .toList();
        return new ExecutionJudge(LANGUAGE, runners).judge(List.of(subject));
    }

    private static void assertSays(String expected, Executor... engines) {
        List<String> disagreements = judge(engines).stream()
                .filter(finding -> finding.verdict() instanceof Verdict.Disagree)
                .map(finding -> finding.judge() + " | " + ((Verdict.Disagree) finding.verdict()).what())
                .toList();
        assertTrue(
                disagreements.stream().anyMatch(text -> text.endsWith(expected)),
                () -> expected + " is not among " + disagreements);
    }

    @Test
    void theOneThatStandsAloneIsNamed() {
        Executor one = engine("one", 5);
        Executor two = engine("two", 5);
        Executor odd = engine("odd", 7);
        assertSays("two agrees with one: odd stands alone", one, two, odd);
        assertSays("two agrees with one: odd stands alone", one, odd, two);
        assertSays("two agrees with one: odd stands alone", odd, one, two);
        assertSays("fault agrees with neither", one, odd, engine("fault", -1));
    }

    @Test
    void thoseThatAgreeSayNothing() {
        assertEquals(
                List.of(),
                judge(engine("one", 5), engine("two", 5), engine("three", 5)).stream()
                        .filter(finding -> finding.verdict() instanceof Verdict.Disagree)
                        .toList());
    }

    @Test
    void ofTwoThereIsNoTellingWhich() {
        List<Finding> findings = judge(engine("one", 5), engine("odd", 7));
        assertTrue(findings.stream()
                .anyMatch(finding -> finding.verdict() instanceof Verdict.Disagree(String what, var evidence)
                        && evidence != null
                        && !what.contains("alone")));
    }
}
