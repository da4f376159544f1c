package dev.touchstone.conformance.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.conformance.FakeExecutor;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs that take too long: by the load of the machine, or because they have no end.
class TimeoutTests {
    private static final MachineLanguage LANGUAGE = MachineLanguages.of(Isa.X86_64);

    /// Completes `mov eax, 5` in that time.
    private static Executor takes(String name, Duration time, List<Duration> given) {
        return new FakeExecutor(name, snippet -> {
            given.add(snippet.timeout());
            if (snippet.timeout().compareTo(time) < 0) {
                return new Outcome.TimedOut();
            }
            MachineState state = snippet.initial().copy();
            state.set("rax", 5);
            return new Outcome.Completed(state);
        });
    }

    private static Executor slow() {
        return takes("slow", Duration.ofSeconds(1), new ArrayList<>());
    }

    private static Executor endless() {
        return endless(new ArrayList<>());
    }

    private static Executor endless(List<Duration> given) {
        return takes("endless", Duration.ofDays(1), given);
    }

    private static Executor quick() {
        return takes("quick", Duration.ofNanos(1), new ArrayList<>());
    }

    private static List<String> disagreements(Executor... engines) {
        String text = "mov eax, 0x5";
        Instruction instruction = LANGUAGE.parse(text, SymbolScope.NONE, AddressMap.CODE);
        Case subject = new Case(Isa.X86_64, instruction, text, Encoding.of(LANGUAGE, instruction), 1);
        List<Runner> runners = Arrays.stream(engines)
                .map(engine -> new Runner(engine, Policy.of(engine.name(), "1")))
                .toList();
        return new ExecutionJudge(LANGUAGE, runners)
                .judge(List.of(subject)).stream()
                        .map(finding -> finding.verdict())
                        .filter(Verdict.Disagree.class::isInstance)
                        .map(verdict -> ((Verdict.Disagree) verdict).what())
                        .toList();
    }

    @Test
    void oneThatIsSlowGetsMoreTime() {
        assertEquals(List.of(), disagreements(slow(), quick()));
        assertEquals(List.of(), disagreements(quick(), slow()));
        assertEquals(
                List.of(),
                disagreements(slow(), endless(), slow()).stream()
                        .filter(what -> what.startsWith("slow"))
                        .toList());
    }

    @Test
    void oneThatHasNoEndDisagreesWithTheOthers() {
        assertEquals(
                List.of("quick: completed, endless: timed out"),
                disagreements(quick(), endless()).stream().distinct().toList());
    }

    @Test
    void whereAllAgreeThatThereIsNoEndNoneIsAskedAgain() {
        List<Duration> one = new ArrayList<>();
        List<Duration> other = new ArrayList<>();
        assertEquals(List.of(), disagreements(endless(one), endless(other)));
        assertEquals(Trials.STATES, one.size());
        assertEquals(Trials.STATES, other.size());
        List<Duration> alone = new ArrayList<>();
        disagreements(endless(alone));
        assertEquals(2 * Trials.STATES, alone.size());
    }
}
