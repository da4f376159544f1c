package dev.touchstone.exec.emulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.Step;
import dev.touchstone.exec.Step.MemoryChange;
import dev.touchstone.exec.Step.RegisterChange;
import dev.touchstone.exec.TracingExecutor;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnicornTraceTests {
    private static final int LIMIT = 1000;
    private static final UnicornProvider PROVIDER = new UnicornProvider();

    private static Snippet snippet(Isa isa, String source, String base) {
        return snippet(source, state(isa, base));
    }

    private static MachineState state(Isa isa, String base) {
        MachineState state = new MachineState(isa, 64, 64);
        state.set(base, AddressMap.DATA);
        return state;
    }

    private static Snippet snippet(String source, MachineState state) {
        Isa isa = state.isa();
        return new Snippet(isa, TextAssembler.assemble(isa, source, AddressMap.CODE), 0, state, Duration.ofSeconds(20));
    }

    private static List<Step> trace(TracingExecutor executor, Snippet snippet) {
        List<Step> steps = new ArrayList<>();
        assertTrue(executor.trace(snippet, LIMIT, steps::add).isPresent());
        return steps;
    }

    private static List<Long> offsets(List<Step> steps) {
        return steps.stream().map(s -> s.pc() - AddressMap.CODE).toList();
    }

    /// The registers that a step changes, with their low 8 bytes.
    private static String registers(Step step) {
        StringBuilder text = new StringBuilder();
        for (Step.Change change : step.changes()) {
            if (change instanceof RegisterChange(var register, byte[] before, byte[] after)) {
                MachineState state = new MachineState(Isa.X86_64, 8, 0);
                System.arraycopy(after, 0, state.registers(), 0, Math.min(8, after.length));
                text.append(register.name()).append("=%x ".formatted(state.get("rax")));
            }
        }
        return text.toString().strip();
    }

    private static String loop(Isa isa) {
        return switch (isa) {
            case X86_64 -> "mov ecx, 3; l: add eax, ecx; mov [rbx + rcx*8], eax; paddd xmm1, xmm2; dec ecx; jnz l";
            case X86_32 -> "mov ecx, 3; l: add eax, ecx; mov [ebx + ecx*8], eax; paddd xmm1, xmm2; dec ecx; jnz l";
            case A64 ->
                "mov x1, #3; l: add x0, x0, x1; str w0, [x8, x1, lsl #2]; add v1.4s, v1.4s, v2.4s; subs x1, x1, #1; b.ne l";
            case A32, T32 ->
                "mov r1, #3; l: add r0, r0, r1; str r0, [r8, r1, lsl #2]; vadd.i32 q1, q1, q2; subs r1, r1, #1; bne l";
        };
    }

    private static String base(Isa isa) {
        return switch (isa) {
            case X86_64 -> "rbx";
            case X86_32 -> "ebx";
            case A64 -> "x8";
            case A32, T32 -> "r8";
        };
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void followsALoop(Isa isa) throws EngineMissingException {
        try (TracingExecutor executor = PROVIDER.open(isa)) {
            String vector = isa.isX86() ? "zmm" : isa == Isa.A64 ? "z" : "q";
            String source = loop(isa).replace("; ", "\n").replace("l:", "l:\n");
            MachineState state = state(isa, base(isa));
            state.set(vector + 2, 5);
            Snippet snippet = snippet(source, state);
            List<Step> steps = trace(executor, snippet);
            assertEquals(1 + 3 * 5, steps.size());
            List<Long> path = offsets(steps);
            for (int i = 6; i < path.size(); i++) {
                assertEquals(path.get(i - 5), path.get(i), "step " + i);
            }
            int at = 0;
            for (Step step : steps.subList(0, 6)) {
                assertEquals(at, step.pc() - AddressMap.CODE);
                at += step.code().length;
            }
            assertEquals(at, snippet.codeSize());
            assertEquals(vector + "1=5", registers(steps.get(3)));
            assertEquals(vector + "1=f", registers(steps.get(13)));
            assertTrue(registers(steps.get(11)).contains("=6"), registers(steps.get(11)));

            // What the steps say, one after the other, is what the run did.
            MachineState end = assertInstanceOf(Outcome.Completed.class, executor.run(snippet))
                    .state();
            MachineState replayed = end.copy();
            for (int i = steps.size() - 1; i >= 0; i--) {
                for (Step.Change change : steps.get(i).changes()) {
                    assertArrayEquals(change.after(), bytes(replayed, change, change.after()));
                    put(replayed, change);
                }
            }
            MachineState start = snippet.initial().copy();
            assertArrayEquals(start.data(), replayed.data());
            assertEquals(start.get(base(isa)), replayed.get(base(isa)));
            assertArrayEquals(start.bytes(vector + 1), replayed.bytes(vector + 1));
        }
    }

    private static byte[] bytes(MachineState state, Step.Change change, byte[] like) {
        return switch (change) {
            case RegisterChange c -> state.bytes(c.register().name());
            case MemoryChange c -> {
                int from = (int) (c.address() - AddressMap.DATA);
                yield Arrays.copyOfRange(state.data(), from, from + like.length);
            }
        };
    }

    private static void put(MachineState state, Step.Change change) {
        byte[] before = change.before();
        switch (change) {
            case RegisterChange c ->
                System.arraycopy(before, 0, state.registers(), c.register().offset(), before.length);
            case MemoryChange c ->
                System.arraycopy(before, 0, state.data(), (int) (c.address() - AddressMap.DATA), before.length);
        }
    }

    @Test
    void whatAnItBlockRunsAreSteps() throws EngineMissingException {
        try (TracingExecutor executor = PROVIDER.open(Isa.T32)) {
            String source = """
                movs r0, #0
                itete eq
                moveq r1, #1
                movne r2, #2
                addeq r3, r1, r1
                movne r4, #4
                cmp r1, #7
                itt ne
                addne r5, r3, r3
                bne end
                mov r6, #6
                end:
                mov r7, #7
                """;
            Snippet snippet = snippet(Isa.T32, source, "r8");
            List<Step> steps = trace(executor, snippet);
            List<String> changes =
                    steps.stream().map(UnicornTraceTests::registers).toList();
            assertEquals(
                    List.of("cpsr=40000020", "", "r1=1", "r3=2", "cpsr=80000020", "", "r5=4", "", "r7=7"), changes);
            assertEquals(List.of(0L, 2L, 4L, 8L, 12L, 14L, 16L, 18L, 24L), offsets(steps));
            MachineState end = assertInstanceOf(Outcome.Completed.class, executor.run(snippet))
                    .state();
            assertEquals(0, end.get("r2") | end.get("r4") | end.get("r6"));
            assertEquals(4, end.get("r5"));
        }
    }

    @Test
    void anA32InstructionWhoseConditionDoesNotHoldIsAStep() throws EngineMissingException {
        try (TracingExecutor executor = PROVIDER.open(Isa.A32)) {
            List<Step> steps =
                    trace(executor, snippet(Isa.A32, "movs r0, #0\nmovne r1, #1\nmoveq r2, #2\nldrne r3, [r4]", "r8"));
            assertEquals(
                    List.of("cpsr=40000000", "", "r2=2", ""),
                    steps.stream().map(UnicornTraceTests::registers).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 90488b4110, 1, 48 8b 41 10, MEMORY",
        "X86_32, 908b4110, 1, 8b 41 10, MEMORY",
        "X86_64, 90f4, 1, f4, SYSTEM",
        "X86_64, 90cc, 1, cc, BREAKPOINT",
        "A64, 1f2003d5200840f9, 4, 20 08 40 f9, MEMORY",
        "A64, 1f2003d500000000, 4, 00 00 00 00, ILLEGAL_INSTRUCTION",
        "A32, 00f020e3100091e5, 4, 10 00 91 e5, MEMORY",
        "T32, 00bf0869, 2, 08 69, MEMORY",
    })
    void theLastStepIsTheOneThatFaults(Isa isa, String code, int offset, String bytes, FaultKind kind)
            throws EngineMissingException {
        try (TracingExecutor executor = PROVIDER.open(isa)) {
            Snippet snippet = Snippet.of(
                    isa,
                    CodeImage.of(SelfTest.machine(isa), HexFormat.of().parseHex(code)),
                    new MachineState(isa, 64, 64));
            List<Step> steps = new ArrayList<>();
            Outcome.Faulted fault = assertInstanceOf(
                    Outcome.Faulted.class,
                    executor.trace(snippet, LIMIT, steps::add).orElseThrow());
            assertEquals(kind, fault.kind());
            assertEquals(2, steps.size());
            assertEquals(fault.pc(), steps.getLast().pc());
            assertEquals(AddressMap.CODE + offset, steps.getLast().pc());
            assertEquals(
                    bytes, HexFormat.ofDelimiter(" ").formatHex(steps.getLast().code()));
            assertEquals(List.of(), steps.getLast().changes());
        }
    }

    @ParameterizedTest
    @CsvSource({"X86_64, jmp", "X86_32, jmp", "A64, b", "A32, b", "T32, b"})
    void anEndlessLoopIsGivenUp(Isa isa, String branch) throws EngineMissingException {
        try (TracingExecutor executor = PROVIDER.open(isa)) {
            Snippet loop = snippet(isa, "l:\n" + branch + " l", base(isa));
            List<Step> steps = new ArrayList<>();
            assertEquals(Optional.empty(), executor.trace(loop, 50, steps::add));
            assertEquals(50, steps.size());
            // As many steps as are allowed are none too many.
            Snippet straight = snippet(isa, "nop\nnop\nnop", base(isa));
            assertInstanceOf(
                    Outcome.Completed.class,
                    executor.trace(straight, 3, steps::add).orElseThrow());
            assertEquals(Optional.empty(), executor.trace(straight, 2, steps::add));
            assertInstanceOf(Outcome.Completed.class, executor.run(straight));
        }
    }

    @Test
    void whatTheListenerThrowsComesOut() throws EngineMissingException {
        try (TracingExecutor executor = PROVIDER.open(Isa.A64)) {
            Snippet snippet = snippet(Isa.A64, "mov x0, #1\nmov x0, #2\nmov x0, #3", "x8");
            AtomicInteger told = new AtomicInteger();
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> executor.trace(snippet, LIMIT, step -> {
                        if (told.incrementAndGet() == 2) {
                            throw new IllegalStateException("enough");
                        }
                    }));
            assertEquals("enough", thrown.getMessage());
            assertEquals(2, told.get());
            assertEquals(3, trace(executor, snippet).size());
        }
    }

    @Test
    void whatItCanNotRunIsSaidAtTheInstruction() throws EngineMissingException {
        try (TracingExecutor executor = PROVIDER.open(Isa.X86_64)) {
            Snippet snippet = snippet(Isa.X86_64, "nop\nvaddps ymm0, ymm1, ymm1\nnop", "rbx");
            List<Step> steps = new ArrayList<>();
            assertInstanceOf(
                    Outcome.NotRun.class,
                    executor.trace(snippet, LIMIT, steps::add).orElseThrow());
            assertEquals(List.of(0L, 1L), offsets(steps));
        }
    }
}
