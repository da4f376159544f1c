package dev.touchstone.conformance.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.FakeExecutor;
import dev.touchstone.conformance.Plugins;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Outcome;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTableTests {
    private static Trial trial(Isa isa, String text, String... state) {
        Replay.Request request = new Replay.Request(isa, text, 1, null, List.of(), List.of());
        return Trials.of(MachineLanguages.of(isa), Replay.subject(request))
                .from(StateText.read(isa, List.of(state)))
                .runs()
                .getFirst();
    }

    private static List<String> lines(Trial trial, Executor... executors) {
        List<Runner> runners = new ArrayList<>();
        for (Executor executor : executors) {
            runners.add(new Runner(executor, Policy.of(executor.name(), executor.version())));
        }
        return TraceTable.lines(TrialTrace.of(trial, runners, 100)).stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private static Executor second(Isa isa) throws EngineMissingException {
        return isa.isX86() ? Plugins.executor("native", isa) : Plugins.qemuUser(isa);
    }

    /// An executor that has one bit of a register wrong behind an instruction.
    private static Executor planted(Executor real, String mnemonic, String register) {
        MachineLanguage language = MachineLanguages.of(real.isa());
        return FakeExecutor.wrongIn(
                real,
                register,
                0x10,
                (snippet, outcome) -> outcome instanceof Outcome.Faulted
                        && snippet.resumed()
                        && language.decode(snippet.linkedCode(), snippet.entry())
                                .instruction()
                                .form()
                                .mnemonic()
                                .equals(mnemonic));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | imul | rdx | mov eax, 3; imul edx, eax, 5; add ecx, edx; nop | 1 | unicorn 0xf, planted 0x1f",
                "A64 | mul | x2 | mov x0, #3; mul x2, x0, x0; add x3, x2, x0; nop | 1 | unicorn 0x9, planted 0x19",
                "T32 | muls | r2 | movs r2, #3; movs r1, #5; muls r2, r1, r2; adds r3, r2, r2; nop | 2 | unicorn 0xf, planted 0x1f",
            })
    void theFirstStepThatDiffersIsPointedOut(
            Isa isa, String mnemonic, String register, String text, int before, String values)
            throws EngineMissingException {
        try (Executor unicorn = Plugins.executor("unicorn", isa);
                Executor planted = planted(second(isa), mnemonic, register)) {
            List<String> lines = lines(trial(isa, text), unicorn, planted);
            assertEquals("--- parts here: " + register + ": " + values + " ---", lines.get(before), lines::toString);
            assertTrue(lines.get(before + 1).startsWith("unicorn 0x"), lines::toString);
            assertTrue(lines.get(before + 2).startsWith("planted 0x"), lines::toString);
            assertEquals(
                    1, lines.stream().filter(line -> line.startsWith("---")).count());
            assertTrue(
                    lines.getLast().startsWith("planted completed; stepped, this run ends otherwise: "),
                    lines::toString);
            assertTrue(lines.getLast().contains(" " + register + "="), lines::toString);
        }
    }

    /// What one engine tells in several steps is alike if it comes to the same.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | rep movsb; mov eax, 5 | rcx=3 rsi=0x21000010 rdi=0x21000020 data+0x10=010203 | 2",
                "X86_32 | again: loop again; nop | ecx=4 | 2",
                "A64 | ldxr x0, [x1]; add x0, x0, #1; stxr w2, x0, [x1]; nop | x1=0x21000000 | 2",
                "A64 | ldr w0, #4; mov x1, #5; mov x2, #6 | x3=1 | 2",
                "T32 | movs r0, #0; ite eq; addeq r1, #1; addne r2, #2; nop | r1=1 | 4",
            })
    void whatIsOneStepToOneEngineIsARow(Isa isa, String text, String state, int rows) throws EngineMissingException {
        try (Executor unicorn = Plugins.executor("unicorn", isa);
                Executor other = second(isa)) {
            List<String> lines = lines(trial(isa, text, state.split(" ")), unicorn, other);
            assertEquals(rows + 2, lines.size(), lines::toString);
            assertTrue(lines.stream().limit(rows).allMatch(line -> line.startsWith("0x20ff")), lines::toString);
        }
    }

    /// A flag that the row leaves undefined is each engine's own: shown, and not pointed out.
    @Test
    void whatIsNotComparedIsNotPointedOut() throws EngineMissingException {
        try (Executor unicorn = Plugins.executor("unicorn", Isa.X86_64);
                Executor other = Plugins.executor("native", Isa.X86_64)) {
            List<String> lines = lines(trial(Isa.X86_64, "mov eax, 0x15; shl eax, 9; add eax, 1"), unicorn, other);
            assertEquals(
                    0, lines.stream().filter(line -> line.startsWith("---")).count(), lines::toString);
            List<String> faults = lines(trial(Isa.X86_64, "nop; ud2; mov eax, 1"), unicorn, other);
            assertEquals(
                    List.of(
                            "0x20ff0000 90 nop",
                            "0x20ff0001 0f0b ud2",
                            "unicorn faulted: ILLEGAL_INSTRUCTION at pc 0x20ff0001, address 0x0",
                            "native faulted: ILLEGAL_INSTRUCTION at pc 0x20ff0001, address 0x0"),
                    faults);
        }
    }

    /// What ends some engine's process is not given to it, nor are steps told that stand behind the code.
    @Test
    void whatMustNotRunIsNotTraced() throws EngineMissingException {
        try (Executor unicorn = Plugins.executor("unicorn", Isa.X86_64);
                Executor other = Plugins.executor("native", Isa.X86_64)) {
            List<String> lines = lines(trial(Isa.X86_64, "pcmpistri xmm1, xmm2, 5"), unicorn, other);
            assertEquals(3, lines.size(), lines::toString);
            assertEquals("unicorn not traced; not judged: it can end the process", lines.get(1));
            assertEquals("native completed", lines.get(2));
        }
        try (Executor unicorn = Plugins.executor("unicorn", Isa.T32);
                Executor other = second(Isa.T32)) {
            List<String> lines = lines(
                    trial(Isa.T32, "movs r1, #9; tbb [r0, r1]; nop", "r0=0x21000000", "data+0x9=05"), unicorn, other);
            assertEquals("0x20ff0002 d0e801f0 tbb [r0, r1]", lines.get(1), lines::toString);
            assertEquals(4, lines.size(), lines::toString);
        }
    }
}
