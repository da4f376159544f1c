package dev.touchstone.exec.host.worker;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Workers for Arm under qemu. Where qemu is missing these are aborted, or, where `TOUCHSTONE_TOOLCHAINS=required`
/// stands in the environment, fail.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class QemuUserTests {
    private static final int DATA = (int) AddressMap.DATA;
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Map<Isa, Executor> EXECUTORS = new EnumMap<>(Isa.class);

    @BeforeAll
    static void open() {
        try {
            for (Isa isa : List.of(Isa.A64, Isa.A32, Isa.T32)) {
                EXECUTORS.put(isa, new QemuUserExecutorProvider().open(isa));
            }
        } catch (EngineMissingException e) {
            String message = e.getMessage() + " (on Debian, ci/toolchains.sh installs all)";
            if ("required".equals(System.getenv("TOUCHSTONE_TOOLCHAINS"))) {
                fail(message);
            }
            abort(message);
        }
    }

    @AfterAll
    static void close() {
        EXECUTORS.values().forEach(Executor::close);
    }

    private static Executor executor(Isa isa) {
        return requireNonNull(EXECUTORS.get(isa));
    }

    private static String register(Isa isa, int number) {
        return (isa == Isa.A64 ? "x" : "r") + number;
    }

    private static String link(Isa isa) {
        return isa == Isa.A64 ? "x30" : "lr";
    }

    /// What stands in a code address beside the address.
    private static int mode(Isa isa) {
        return isa == Isa.T32 ? 1 : 0;
    }

    private static Snippet snippet(Isa isa, String text) {
        return snippet(isa, text, new MachineState(isa, 256, 256));
    }

    private static Snippet snippet(Isa isa, String text, MachineState state) {
        CodeImage code = TextAssembler.assemble(isa, text, AddressMap.CODE);
        return new Snippet(isa, code, 0, state, Snippet.DEFAULT_TIMEOUT);
    }

    /// A snippet in which r4 (x4) points to the data window.
    private static Snippet withData(Isa isa, String text) {
        MachineState state = new MachineState(isa, 256, 256);
        state.set(register(isa, 4), AddressMap.DATA);
        return snippet(isa, text, state);
    }

    private static MachineState completed(Outcome outcome) {
        return assertInstanceOf(Outcome.Completed.class, outcome).state();
    }

    private static Outcome.Faulted faulted(Outcome outcome) {
        return assertInstanceOf(Outcome.Faulted.class, outcome);
    }

    private static String load(Isa isa, int value) {
        return "ldr %s, =0x%x; ".formatted(register(isa, 0), value);
    }

    private static void assertStillWell(Isa isa) {
        String text =
                isa == Isa.T32 ? "movs r0, #42; bx lr" : isa == Isa.A32 ? "mov r0, #42; bx lr" : "mov x0, #42; ret";
        assertEquals(42, completed(executor(isa).run(snippet(isa, text))).get(register(isa, 0)));
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void endsByFallingThroughOrReturning(Isa isa) {
        int size = isa == Isa.T32 ? 2 : 4;
        String move = isa == Isa.A64 ? "mov x0, #42" : "movs r0, #42";
        String ret = isa == Isa.A64 ? "ret" : "bx lr";
        MachineState through = completed(executor(isa).run(snippet(isa, move)));
        assertEquals(42, through.get(register(isa, 0)));
        assertEquals(AddressMap.STACK_TOP, through.get("sp"));
        assertEquals(AddressMap.CODE + size, through.get("pc"));
        assertEquals(AddressMap.CODE + size + mode(isa), through.get(link(isa)));
        MachineState returned = completed(executor(isa).run(snippet(isa, move + "; " + ret)));
        assertEquals(42, returned.get(register(isa, 0)));
        assertEquals(AddressMap.CODE + 2 * size, returned.get("pc"));
        assertEquals(0, completed(executor(isa).run(snippet(isa, ""))).get(register(isa, 0)));
        CodeImage code = TextAssembler.assemble(isa, "udf #0; " + move, AddressMap.CODE);
        Snippet inside = new Snippet(isa, code, size, new MachineState(isa, 16, 16), Snippet.DEFAULT_TIMEOUT);
        assertEquals(42, completed(executor(isa).run(inside)).get(register(isa, 0)));
        assertStillWell(isa);
    }

    @ParameterizedTest
    @CsvSource({
        "A64, udf #0,                       ILLEGAL_INSTRUCTION, 0, 0",
        "A64, hlt #0xf000,                  ILLEGAL_INSTRUCTION, 0, 0", // asks qemu for semihosting
        "A64, nop; brk #7,                  BREAKPOINT,          4, 0",
        "A64, nop; svc #0,                  SYSTEM,              4, 0",
        "A64, 'ldr x1, [xzr_]',             MEMORY,              0, 0",
        "A64, 'ldr x1, [x0, #8]',           MEMORY,              0, 8",
        "A64, 'str x1, [x3]',               MEMORY,              0, 0x20ff0000",
        "A64, 'ldaxr x1, [x4]',             ALIGNMENT,           0, 0x21000001",
        "A64, br x5,                        MEMORY,              0x4f010000, 0x70000000",
        "A64, b #0x40,                      ILLEGAL_INSTRUCTION, 0x40, 0",
        "A32, udf #0,                       ILLEGAL_INSTRUCTION, 0, 0",
        "A32, hlt #0xf000,                  ILLEGAL_INSTRUCTION, 0, 0",
        "A32, nop; bkpt #7,                 BREAKPOINT,          4, 0",
        "A32, nop; svc #0,                  SYSTEM,              4, 0",
        "A32, 'ldr r1, [r0, #8]',           MEMORY,              0, 8",
        "A32, 'str r1, [r3]',               MEMORY,              0, 0x20ff0000",
        "A32, 'ldrd r0, r1, [r4]',          ALIGNMENT,           0, 0x21000001",
        "A32, bx r5,                        MEMORY,              0x4f010000, 0x70000000",
        "A32, b #0x40,                      ILLEGAL_INSTRUCTION, 0x48, 0",
        "T32, udf #0,                       ILLEGAL_INSTRUCTION, 0, 0",
        "T32, hlt #0x3c,                    ILLEGAL_INSTRUCTION, 0, 0",
        "T32, nop; bkpt #7,                 BREAKPOINT,          2, 0",
        "T32, nop; svc #0,                  SYSTEM,              2, 0",
        "T32, 'ldr r1, [r0, #8]',           MEMORY,              0, 8",
        "T32, 'str r1, [r3]',               MEMORY,              0, 0x20ff0000",
        "T32, 'ldrd r0, r1, [r4]',          ALIGNMENT,           0, 0x21000001",
        "T32, bx r6,                        MEMORY,              0x4f010000, 0x70000000",
        "T32, b #0x60,                      ILLEGAL_INSTRUCTION, 0x64, 0",
    })
    void faults(Isa isa, String text, FaultKind kind, String offset, String address) {
        MachineState state = new MachineState(isa, 16, 16);
        state.set(register(isa, 3), AddressMap.CODE);
        state.set(register(isa, 4), AddressMap.DATA + 1);
        state.set(register(isa, 5), 0x7000_0000);
        state.set(register(isa, 6), 0x7000_0001);
        Outcome.Faulted fault = faulted(executor(isa).run(snippet(isa, text.replace("xzr_", "x0"), state)));
        assertEquals(kind, fault.kind());
        assertEquals(AddressMap.CODE + Integer.decode(offset), fault.pc());
        assertEquals(Integer.decode(address).longValue(), fault.address());
        assertEquals(fault.pc(), requireNonNull(fault.state()).get("pc"));
        assertStillWell(isa);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void hasTheStateAtTheFault(Isa isa) {
        String text = isa == Isa.A64
                ? "mov x1, #5; subs x2, x1, x1; str x1, [x4]; movi v3.16b, #7; udf #0"
                : "movs r1, #5; subs r2, r1, r1; str r1, [r4]; vmov.i8 q3, #7; udf #0";
        Outcome.Faulted fault = faulted(executor(isa).run(withData(isa, text)));
        MachineState state = requireNonNull(fault.state());
        assertEquals(5, state.get(register(isa, 1)));
        assertEquals(AddressMap.STACK_TOP, state.get("sp"));
        assertEquals(5, state.data()[0]);
        assertEquals(0x0707_0707_0707_0707L, state.get(isa == Isa.A64 ? "z3" : "q3"));
        assertEquals(isa == Isa.T32 ? 0x6000_0020L : 0x6000_0000L, state.get(isa == Isa.A64 ? "nzcv" : "cpsr"));
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void carriesEveryRegisterThereAndBack(Isa isa) {
        Random random = new Random(1);
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            MachineState state = new MachineState(isa, 500, 498);
            random.nextBytes(state.registers());
            random.nextBytes(state.data());
            random.nextBytes(state.stack());
            state.set("sp", random.nextLong());
            state.set("pc", AddressMap.CODE + 4);
            if (isa == Isa.A64) {
                state.set("nzcv", random.nextLong() & 0xF000_0000L);
                state.set("fpcr", random.nextLong() & 0x07C0_0000L);
                state.set("fpsr", random.nextLong() & 0x0800_009FL);
            } else {
                state.set("cpsr", random.nextLong() & 0xF80F_0000L | (isa == Isa.T32 ? 0x20 : 0));
                state.set("fpscr", random.nextLong() & 0xFFC0_009FL);
            }
            snippets.add(snippet(isa, isa == Isa.T32 ? "nop; nop" : "nop", state));
        }
        List<Outcome> outcomes = executor(isa).runAll(snippets);
        for (int i = 0; i < outcomes.size(); i++) {
            MachineState start = snippets.get(i).initial();
            MachineState end = completed(outcomes.get(i));
            for (RegisterSet.Register r : RegisterSet.of(isa).registers()) {
                assertArrayEquals(start.bytes(r.name()), end.bytes(r.name()), r.name() + ", state " + i);
            }
            assertArrayEquals(start.data(), end.data());
            assertArrayEquals(start.stack(), end.stack());
        }
    }

    /// What reads them all in one place and writes them in another.
    @ParameterizedTest
    @EnumSource(names = {"A64", "A32"})
    void snippetsSeeTheirRegisters(Isa isa) {
        MachineState state = new MachineState(isa, 1024, 16);
        new Random(2).nextBytes(state.registers());
        StringBuilder text = new StringBuilder();
        int base = isa == Isa.A64 ? 27 : 12;
        state.set(register(isa, base), AddressMap.DATA);
        state.set("sp", AddressMap.STACK_TOP);
        state.set(isa == Isa.A64 ? "fpcr" : "fpscr", 0);
        for (int i = 0; i < base; i++) {
            text.append(
                    isa == Isa.A64
                            ? "str x%d, [x27, #%d]; ".formatted(i, 8 * i)
                            : "str r%d, [r12, #%d]; ".formatted(i, 4 * i));
        }
        text.append(isa == Isa.A64 ? "add x0, x27, #512; " : "add r0, r12, #512; ");
        for (int i = 0; i < 16; i++) {
            text.append(
                    isa == Isa.A64
                            ? "stp q%d, q%d, [x0], #32; ".formatted(2 * i, 2 * i + 1)
                            : "vstmia r0!, {d%d-d%d}; ".formatted(2 * i, 2 * i + 1));
        }
        MachineState end = completed(executor(isa).run(snippet(isa, text.toString(), state)));
        int word = isa == Isa.A64 ? 8 : 4;
        for (int i = 0; i < base; i++) {
            assertArrayEquals(state.bytes(register(isa, i)), slice(end.data(), i * word, word), "register " + i);
        }
        for (int i = 0; i < (isa == Isa.A64 ? 32 : 16); i++) {
            String name = (isa == Isa.A64 ? "z" : "q") + i;
            assertArrayEquals(slice(state.bytes(name), 0, 16), slice(end.data(), 512 + 16 * i, 16), name);
        }
    }

    private static byte[] slice(byte[] bytes, int from, int count) {
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void givesUpOnEndlessLoops(Isa isa) {
        CodeImage code = TextAssembler.assemble(isa, "here: b here", AddressMap.CODE);
        Snippet loop = new Snippet(isa, code, 0, new MachineState(isa, 16, 16), SHORT);
        List<Outcome> outcomes = executor(isa).runAll(List.of(loop, snippet(isa, "nop"), loop));
        assertInstanceOf(Outcome.TimedOut.class, outcomes.get(0));
        completed(outcomes.get(1));
        assertInstanceOf(Outcome.TimedOut.class, outcomes.get(2));
        assertStillWell(isa);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void nothingIsLeftForTheNextOne(Isa isa) {
        StringBuilder writes = new StringBuilder();
        StringBuilder reads = new StringBuilder();
        String[] names = isa == Isa.A64 ? new String[] {"x0", "w1", "w2"} : new String[] {"r0", "r1", "r2"};
        for (int place :
                new int[] {DATA + 0x800, DATA + 0x8000, 0x2200_E800, 0x2200_1000, DATA + 0xFFFC, 0x2200_FFFC}) {
            writes.append(load(isa, place)).append("str %s, [%s]; ".formatted(names[1], names[0]));
            reads.append(load(isa, place)).append("ldr %s, [%s]; ".formatted(names[1], names[0]));
            reads.append("add %s, %s, %s; ".formatted(names[2], names[2], names[1]));
        }
        String zero = (isa == Isa.A64 ? "mov w2, #0; " : "movs r2, #0; ");
        String one = (isa == Isa.A64 ? "mov w1, #1; " : "movs r1, #1; ");
        String thread =
                isa == Isa.A64 ? "mov x5, #9; msr tpidr_el0, x5; " : "movs r5, #9; mcr p15, 0, r5, c13, c0, 2; ";
        String threadBack = isa == Isa.A64 ? "mrs x6, tpidr_el0; " : "mrc p15, 0, r6, c13, c0, 2; ";
        Snippet write = snippet(isa, zero + one + thread + writes + reads + "b end; .ltorg; end:");
        Snippet read = snippet(isa, zero + threadBack + reads + "b end; .ltorg; end:");
        List<Outcome> outcomes = executor(isa).runAll(List.of(write, read, write, write, read));
        for (int i = 0; i < 5; i++) {
            boolean wrote = i != 1 && i != 4;
            assertEquals(wrote ? 6 : 0, completed(outcomes.get(i)).get(register(isa, 2)));
            assertEquals(0, completed(outcomes.get(i)).get(register(isa, 6)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void wholeWindowsAndMuchCodeGoThereAndBack(Isa isa) {
        MachineState state = new MachineState(isa, AddressMap.DATA_SIZE, 2 * AddressMap.STACK_HEADROOM);
        new Random(3).nextBytes(state.data());
        int bytes = AddressMap.CODE_SIZE - 0x1000;
        String text = ".fill %d, %d, %s; "
                .formatted(
                        bytes / 4 - 1, 4, isa == Isa.A64 ? "0xd503201f" : isa == Isa.A32 ? "0xe1a00000" : "0xbf00bf00");
        Snippet large = snippet(
                isa,
                text + (isa == Isa.T32 ? "nop; movs r0, #5" : isa == Isa.A32 ? "mov r0, #5" : "mov x0, #5"),
                state);
        Snippet jump = snippet(
                isa, load(isa, (int) AddressMap.CODE + 0x8000 + mode(isa)) + (isa == Isa.A64 ? "br x0" : "bx r0"));
        List<Outcome> outcomes = executor(isa).runAll(List.of(large, jump, large, jump));
        for (int i = 0; i < 4; i += 2) {
            assertArrayEquals(state.data(), completed(outcomes.get(i)).data());
            assertEquals(5, completed(outcomes.get(i)).get(register(isa, 0)));
            // Nothing is left of the long one's code.
            Outcome.Faulted fault = faulted(outcomes.get(i + 1));
            assertEquals(FaultKind.ILLEGAL_INSTRUCTION, fault.kind());
            assertEquals(AddressMap.CODE + 0x8000, fault.pc());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void newCodeIsSeenEachTime(Isa isa) {
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            // With a branch, which parts the code into blocks; the same length, the same place.
            snippets.add(snippet(
                    isa, isa == Isa.A64 ? "b 1f; 1: mov x0, #%d".formatted(i) : "b 1f; 1: movw r0, #%d".formatted(i)));
        }
        List<Outcome> outcomes = executor(isa).runAll(snippets);
        for (int i = 0; i < 600; i++) {
            assertEquals(i, completed(outcomes.get(i)).get(register(isa, 0)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void survivesAThousandFaultsInARow(Isa isa) {
        Random random = new Random(4);
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[4 * (1 + random.nextInt(6))];
            random.nextBytes(bytes);
            CodeImage code =
                    CodeImage.of(isa == Isa.A64 ? Machine.A64 : isa == Isa.A32 ? Machine.A32 : Machine.T32, bytes);
            snippets.add(new Snippet(isa, code, 0, new MachineState(isa, 256, 256), Duration.ofMillis(20)));
        }
        List<Outcome> outcomes = executor(isa).runAll(snippets);
        assertTrue(outcomes.stream().noneMatch(o -> o instanceof Outcome.NotRun));
        long faulted =
                outcomes.stream().filter(o -> o instanceof Outcome.Faulted).count();
        assertTrue(faulted > 500, "of 1000, " + faulted + " faulted");
        assertStillWell(isa);
        List<Outcome> again = executor(isa).runAll(snippets);
        int same = 0;
        for (int i = 0; i < 1000; i++) {
            same += same(outcomes.get(i), again.get(i)) ? 1 : 0;
        }
        assertTrue(same > 990, "of 1000, " + same + " ended in the same way");
    }

    private static boolean same(Outcome a, Outcome b) {
        return switch (a) {
            case Outcome.Completed(MachineState state) ->
                b instanceof Outcome.Completed(MachineState other)
                        && Arrays.equals(state.registers(), other.registers());
            case Outcome.Faulted one ->
                b instanceof Outcome.Faulted other
                        && one.kind() == other.kind()
                        && one.pc() == other.pc()
                        && one.address() == other.address();
            default -> a.equals(b);
        };
    }

    @Test
    void aSnippetMayEndInTheOtherState() {
        MachineState toThumb = completed(executor(Isa.A32).run(snippet(Isa.A32, "mov r0, #1; add r1, pc, #1; bx r1")));
        assertEquals(0x20, toThumb.get("cpsr") & 0x20);
        MachineState toArm = completed(executor(Isa.T32).run(snippet(Isa.T32, "mov r0, pc; adds r0, #4; bx r0; nop")));
        assertEquals(0, toArm.get("cpsr") & 0x20);
        for (String it :
                List.of("it eq", "ite eq; nopeq", "itttt ne; nopne", "itt eq; nopeq; nopeq; itete ne; nopne")) {
            assertEquals(
                    0x20, completed(executor(Isa.T32).run(snippet(Isa.T32, it))).get("cpsr"), it);
        }
    }

    @Test
    void aWorkerThatIsKilledIsReplaced() throws Exception {
        try (WorkerExecutor executor = WorkerExecutor.open(Isa.A64, new QemuUser(Isa.A64))) {
            ProcessHandle worker = requireNonNull(executor.process());
            worker.destroyForcibly();
            worker.onExit().get();
            completed(executor.run(snippet(Isa.A64, "nop")));
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        EngineMissingException missing =
                assertThrows(EngineMissingException.class, () -> QemuBinary.find(Isa.A64, "/nonexistent"));
        assertEquals("there is no qemu-aarch64 on the PATH", missing.reason());
        assertEquals("apt install qemu-user", missing.remedy());
        QemuUserExecutorProvider provider = new QemuUserExecutorProvider();
        assertEquals(
                "it runs no worker for x86 code",
                assertThrows(EngineMissingException.class, () -> provider.open(Isa.X86_32))
                        .reason());
        assertNotEquals(null, QemuUserExecutorProvider.refusal("Mac OS X", "aarch64", Isa.A64));
    }
}
