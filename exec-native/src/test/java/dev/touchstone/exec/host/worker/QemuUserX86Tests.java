package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workers for x86-64 under qemu, beside native ones. Where qemu is missing these are aborted, or, where
/// `TOUCHSTONE_TOOLCHAINS=required` stands in the environment, fail.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class QemuUserX86Tests {
    private static final Duration SHORT = Duration.ofMillis(30);

    private static Executor qemu;
    private static Executor host;

    @BeforeAll
    static void open() throws EngineMissingException {
        try {
            qemu = new QemuUserExecutorProvider().open(Isa.X86_64);
        } catch (EngineMissingException e) {
            String message = e.getMessage() + " (on Debian, ci/toolchains.sh installs all)";
            if ("required".equals(System.getenv("TOUCHSTONE_TOOLCHAINS"))) {
                fail(message);
            }
            abort(message);
        }
        host = WorkerExecutor.open(Isa.X86_64);
    }

    @AfterAll
    static void close() {
        if (host != null) {
            qemu.close();
            host.close();
        }
    }

    /// A state of random numbers; rsp stays, rbx points to the data window, the x87 stack is empty.
    private static MachineState state(long seed) {
        Random random = new Random(seed);
        MachineState state = new MachineState(Isa.X86_64, 256, 256);
        for (RegisterSet.Register register : state.registerSet().registers()) {
            boolean general = register.bytes() == 8 && register.offset() < 16 * 8;
            if (general && !register.name().equals("rsp")) {
                state.set(register.name(), random.nextLong());
            } else if (register.name().startsWith("zmm")) {
                for (int i = 0; i < qemu.carriedBytes(register); i++) {
                    state.registers()[register.offset() + i] = (byte) random.nextInt();
                }
            }
        }
        random.nextBytes(state.data());
        random.nextBytes(state.stack());
        state.set("rbx", AddressMap.DATA);
        return state;
    }

    private static Snippet snippet(String text, MachineState state) {
        return new Snippet(
                Isa.X86_64,
                TextAssembler.assemble(Isa.X86_64, text, AddressMap.CODE),
                0,
                state,
                Snippet.DEFAULT_TIMEOUT);
    }

    private static MachineState completed(Outcome outcome) {
        return assertInstanceOf(Outcome.Completed.class, outcome).state();
    }

    private static void assertSame(MachineState expected, MachineState actual, String text) {
        for (RegisterSet.Register register : expected.registerSet().registers()) {
            int bytes = Math.min(qemu.carriedBytes(register), host.carriedBytes(register));
            for (int i = register.offset(); i < register.offset() + bytes; i++) {
                assertEquals(expected.registers()[i], actual.registers()[i], text + ": " + register.name());
            }
        }
        assertArrayEquals(expected.data(), actual.data(), text);
        assertArrayEquals(expected.stack(), actual.stack(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nop",
                "add rax, rcx; adc rdx, [rbx]; push rax; xchg rsi, [rsp]",
                "vpaddd ymm3, ymm2, [rbx + 32]; vaddpd ymm15, ymm14, ymm13; vmovups [rbx + 64], ymm3",
                "fld1; fadd st(0), st(0); fstp qword ptr [rbx]",
                "mov eax, 0x050f; mov ecx, 0x80cd; mov [rbx], ax; mov dx, [rip - 11]",
                "mov byte ptr [rbx + 0x9000], 7; mov al, [rbx + 0x9000]; mov dl, [rbx + 0x9001]",
                "ret",
            })
    void endsInTheStateOfAProcessor(String text) {
        for (int seed = 0; seed < 3; seed++) {
            Snippet snippet = snippet(text, state(seed));
            assertSame(completed(host.run(snippet)), completed(qemu.run(snippet)), text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ud2",
                "nop; int3",
                "hlt",
                "xor ecx, ecx; div rcx",
                "mov rax, [0x10]",
                "mov byte ptr [rip - 7], 1",
                "mov eax, 39; syscall",
                "mov eax, 20; int 0x80",
                "int 0x21",
                "mov rax, 0x8000000000000000; mov al, [rax]",
                "movaps xmm1, [rbx + 8]",
                "jmp rsp",
            })
    void faultsAsAProcessorDoes(String text) {
        Snippet snippet = snippet(text, state(5));
        Outcome.Faulted expected = assertInstanceOf(Outcome.Faulted.class, host.run(snippet), text);
        Outcome.Faulted actual = assertInstanceOf(Outcome.Faulted.class, qemu.run(snippet), text);
        assertEquals(expected.kind(), actual.kind(), text);
        assertEquals(expected.pc(), actual.pc(), text);
        assertArrayEquals(expected.state().bytes("zmm7"), actual.state().bytes("zmm7"), text);
        assertEquals(expected.state().get("rdi"), actual.state().get("rdi"), text);
    }

    @Test
    void codeOfTheSnippetBeforeIsForgotten() {
        List<Snippet> snippets = new ArrayList<>();
        StringBuilder nops = new StringBuilder();
        for (int i = 0; i < 1200; i++) {
            int bytes = i % 5;
            nops.setLength(0);
            // Every so often beyond the first page.
            nops.append("nop; ".repeat(i % 100 == 99 ? 5000 : bytes));
            snippets.add(snippet(nops + "mov eax, " + i, state(i)));
            snippets.add(snippet(nops + "mov eax, " + i, state(i + 1)));
        }
        List<Outcome> outcomes = qemu.runAll(snippets);
        for (int i = 0; i < outcomes.size(); i++) {
            assertEquals(i / 2, completed(outcomes.get(i)).get("rax"));
        }
    }

    @Test
    void anEndlessLoopTimesOutAndTheNextRuns() {
        Snippet endless = new Snippet(
                Isa.X86_64,
                TextAssembler.assemble(Isa.X86_64, "again: inc rax; jmp again", AddressMap.CODE),
                0,
                state(1),
                SHORT);
        List<Outcome> outcomes = qemu.runAll(List.of(endless, snippet("mov eax, 5", state(2))));
        assertInstanceOf(Outcome.TimedOut.class, outcomes.getFirst());
        assertEquals(5, completed(outcomes.getLast()).get("rax"));
    }

    @Test
    void itHasAvx2AndNoAvx512() {
        assertTrue(qemu.hasFeature("AVX2"));
        assertTrue(qemu.hasFeature("FMA"));
        assertFalse(qemu.hasFeature("AVX512F"));
        assertEquals(32, qemu.carriedBytes(RegisterSet.X86_64.get("zmm15")));
        assertEquals(0, qemu.carriedBytes(RegisterSet.X86_64.get("zmm16")));
        assertEquals(0, qemu.carriedBytes(RegisterSet.X86_64.get("k1")));
    }
}
