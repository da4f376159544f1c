package dev.touchstone.conformance.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.judge.Contrast;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.replay.Replay.Request;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTests {
    private static Request request(Isa isa, String text, @Nullable String bytes, String... state) {
        byte[] given = bytes == null ? null : HexFormat.of().parseHex(bytes);
        return new Request(isa, text, 7, given, List.of("llvm", "unicorn"), List.of(state));
    }

    private static String lines(Replay.Result result) {
        return ReplayFormat.lines(result).stream().collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | add rax, rbx",
                "X86_32 | mov ecx, 3; again: add eax, ecx; sub ecx, 1; jne again",
                "A64 | ldr x0, [x19, #8]; add x1, x0, x0",
                "A32 | adds r0, r1, r2; bne over; mov r3, r0; over: str r0, [r5]",
                "T32 | it eq; addeq r0, r1; strb r0, [r5]"
            })
    void whatIsRightAgreesBeforeAllJudges(Isa isa, String text) {
        Replay.Result result = Replay.run(request(isa, text, null), 0);
        assertEquals(0, result.disagreed(), () -> lines(result));
        List<String> agreed = result.findings().stream()
                .filter(f -> f.verdict() instanceof Verdict.Agree)
                .map(Finding::judge)
                .distinct()
                .toList();
        assertEquals(List.of("parser", "decoder", "llvm", "llvm-decoder", "unicorn"), agreed);
    }

    @Test
    void aStrangersBytesAreHeldAgainstTheText() {
        Replay.Result result = Replay.run(request(Isa.X86_64, "add rax, rbx", "4801d9"), 0);
        assertTrue(result.disagreed() > 0);
        Finding llvm = result.findings().stream()
                .filter(f -> f.judge().equals("llvm"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "touchstone replay --isa x86-64 --seed 7 --subject-bytes 4801d9 'add rax, rbx'",
                FailureFormat.replay(llvm));
    }

    /// Of other bytes the runs say what they do otherwise; that they end elsewhere, as code of another length does, is
    /// no difference.
    @Test
    void aStrangersBytesAreRunBesideOurs() {
        Replay.Result other = Replay.run(request(Isa.X86_64, "btc rax, 33", "0fbaf821", "rax=0x5"), 0);
        assertEquals(
                List.of(new Contrast("unicorn", List.of("rax: ours 0x200000005, theirs 0x7"), List.of("rax"))),
                other.contrasts());
        assertTrue(lines(other).contains("unicorn       runs these bytes otherwise than ours for the text:"));
        Replay.Result same = Replay.run(request(Isa.X86_64, "xor eax, eax", "4831c0"), 0);
        assertEquals(List.of(new Contrast("unicorn", List.of(), List.of())), same.contrasts());
        assertEquals(
                List.of(),
                Replay.run(request(Isa.X86_64, "xor eax, eax", "31c0"), 0).contrasts());
    }

    @Test
    void theCommandNamesNoBytesThatOursGives() {
        Case subject = Replay.subject(request(Isa.A32, "add r0, r1, r2", null));
        assertEquals("touchstone replay --isa a32 --seed 7 'add r0, r1, r2'", FailureFormat.replay(subject));
    }

    /// A disagreement's command leads to the very run: of the seed's states none is named, another is.
    @Test
    void theCommandNamesTheStateThatIsNotTheSeeds() {
        Case subject = Replay.subject(request(Isa.A64, "add x0, x1, x2", null));
        Trials ofSeed = Trials.of(MachineLanguages.of(Isa.A64), subject);
        MachineState plain = StateText.read(Isa.A64, List.of("x1=0x11", "x29=0x12", "x30=5", "data+64=0a0b"));
        assertEquals(
                "touchstone replay --isa a64 --seed 7 'add x0, x1, x2'",
                FailureFormat.replay(disagreement(subject, ofSeed)));
        assertEquals(
                "touchstone replay --isa a64 --seed 7 --set x1=0x11 --set x29=0x12 --set x30=0x5 "
                        + "--set data+0x40=0a0b 'add x0, x1, x2'",
                FailureFormat.replay(disagreement(subject, ofSeed.from(plain))));
    }

    private static Finding disagreement(Case subject, Trials trials) {
        return new Finding(
                subject,
                "unicorn",
                new Verdict.Disagree(
                        "",
                        new Evidence.Runs(
                                trials.runs().getLast().snippet(),
                                new Evidence.Run("unicorn", new dev.touchstone.exec.Outcome.TimedOut()),
                                null,
                                List.of())));
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void aStateIsReadAsItIsWritten(Isa isa) {
        MachineState state = StateText.plain(isa);
        SplittableRandom random = new SplittableRandom(1);
        state.registerSet().registers().forEach(r -> {
            byte[] bytes = new byte[r.bytes()];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, state.registers(), r.offset(), r.bytes());
        });
        random.nextBytes(state.stack());
        state.data()[3] = 1;
        state.data()[12] = 2;
        MachineState read = StateText.read(isa, StateText.of(state));
        assertArrayEquals(state.registers(), read.registers());
        assertArrayEquals(state.data(), read.data());
        assertArrayEquals(state.stack(), read.stack());
        assertNotEquals(List.of(), StateText.of(state));
        assertEquals(List.of(), StateText.of(StateText.plain(isa)));
    }

    @ParameterizedTest
    @CsvSource({"rax", "rax=", "rax=0x10000000000000000", "xmm0=1", "data+0x1000=00", "data=0", "stack+0x3ff=0000"})
    void aSettingThatMeansNothingIsRefused(String setting) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> StateText.read(Isa.X86_64, List.of(setting)))
                .getMessage();
        assertTrue(message.startsWith("\"" + setting + "\""), message);
    }

    @Test
    void aTraceTellsEachStepAndWhereItEnds() {
        Replay.Result result =
                Replay.run(request(Isa.A64, "again: subs x1, x1, #1; b.ne again; add x2, x1, #5", null, "x1=2"), 100);
        assertEquals(0, result.disagreed(), () -> lines(result));
        List<String> steps = ReplayFormat.lines(result).stream()
                .filter(line -> line.startsWith("0x20ff"))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
        assertEquals(
                List.of(
                        "0x20ff0000 210400f1 subs x1, x1, #0x1 x1=0x2->0x1 nzcv=0x0->0x20000000",
                        "0x20ff0004 e1ffff54 b.ne #-0x4",
                        "0x20ff0000 210400f1 subs x1, x1, #0x1 x1=0x1->0x0 nzcv=0x20000000->0x60000000",
                        "0x20ff0004 e1ffff54 b.ne #-0x4",
                        "0x20ff0008 22140091 add x2, x1, #0x5 x2=0x0->0x5"),
                steps);
        assertTrue(lines(result).endsWith("unicorn       completed"), () -> lines(result));
    }
}
