package dev.touchstone.exec.host.worker;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.Executors;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("portable")
@EnabledOnOs(
        value = {OS.LINUX, OS.WINDOWS},
        architectures = "amd64")
class WorkerExecutorTests {
    private static final int ENTRY = (int) AddressMap.CODE;

    private static WorkerExecutor wide;
    private static WorkerExecutor narrow;

    @BeforeAll
    static void open() throws EngineMissingException {
        wide = WorkerExecutor.open(Isa.X86_64);
        if (OS.LINUX.isCurrentOs()) {
            narrow = WorkerExecutor.open(Isa.X86_32);
        }
    }

    @AfterAll
    static void close() {
        wide.close();
        if (narrow != null) {
            narrow.close();
        }
    }

    private static WorkerExecutor executor(Isa isa) {
        assumeTrue(isa == Isa.X86_64 || OS.LINUX.isCurrentOs(), "32-bit code runs in the workers of Linux");
        return isa == Isa.X86_64 ? wide : narrow;
    }

    private static MachineState state(Isa isa) {
        return new MachineState(isa, 256, 256);
    }

    private static CodeImage code(Isa isa, String hex) {
        Machine machine = isa == Isa.X86_64 ? Machine.X86_64 : Machine.X86_32;
        return CodeImage.of(machine, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static Snippet snippet(Isa isa, String hex) {
        return Snippet.of(isa, code(isa, hex), state(isa));
    }

    private static MachineState completed(Outcome outcome) {
        return assertInstanceOf(Outcome.Completed.class, outcome).state();
    }

    private static void assertStillWell(Isa isa) {
        MachineState end = completed(executor(isa).run(snippet(isa, "b8 78 56 34 12 c3"))); // mov eax, 0x12345678; ret
        assertEquals(0x12345678, end.get(isa == Isa.X86_64 ? "rax" : "eax"));
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void endsByFallingThroughOrReturning(Isa isa) {
        String accumulator = isa == Isa.X86_64 ? "rax" : "eax";
        String pointer = isa == Isa.X86_64 ? "rsp" : "esp";
        MachineState through = completed(executor(isa).run(snippet(isa, "b8 78 56 34 12")));
        assertEquals(0x12345678, through.get(accumulator));
        assertEquals(AddressMap.STACK_TOP, through.get(pointer));
        MachineState returned = completed(executor(isa).run(snippet(isa, "b8 78 56 34 12 c3")));
        assertEquals(0x12345678, returned.get(accumulator));
        assertEquals(AddressMap.STACK_TOP + (isa == Isa.X86_64 ? 8 : 4), returned.get(pointer));
        assertEquals(AddressMap.CODE + 6, returned.get(isa == Isa.X86_64 ? "rip" : "eip"));
        Snippet inside = new Snippet(isa, code(isa, "0f 0b b8 01 00 00 00"), 2, state(isa), Duration.ofMillis(200));
        assertEquals(1, completed(executor(isa).run(inside)).get(accumulator));
        assertEquals(0, completed(executor(isa).run(snippet(isa, ""))).get(accumulator));
    }

    @ParameterizedTest
    @CsvSource({
        "0f 0b,                  ILLEGAL_INSTRUCTION, 0, 0", // ud2
        "31 c0 8b 00,            MEMORY,              2, 0", // xor eax, eax; mov eax, [rax]
        "b8 00 00 00 23 c7 00 01 00 00 00, MEMORY,    5, 0x23000000", // mov eax, 0x23000000; mov dword ptr [rax], 1
        "b8 00 00 ff 20 c7 00 01 00 00 00, MEMORY,    5, 0x20ff0000", // the same, to the code itself
        "31 c9 f7 f1,            ARITHMETIC,          2, 0", // xor ecx, ecx; div ecx
        "cc,                     BREAKPOINT,          0, 0", // int3
        "f4,                     SYSTEM,              0, 0", // hlt
        "b8 14 00 00 00 cd 80,   SYSTEM,              5, 0", // mov eax, 20; int 0x80
        "cd 21,                  SYSTEM,              0, 0", // int 0x21
        "31 c0 ff e0,            MEMORY,              -0x20ff0000, 0", // xor eax, eax; jmp rax
        "b8 00 00 00 70 ff e0,   MEMORY,              0x4f010000, 0x70000000", // mov eax, 0x70000000; jmp rax
        "bc 00 00 00 40 50,      MEMORY,              5, -1", // mov esp, 0x40000000; push rax
        "b8 40 00 ff 20 ff e0,   BREAKPOINT,          0x40, 0", // mov eax, 0x20ff0040; jmp rax: behind the code
        "eb 05,                  BREAKPOINT,          7, 0", // jmp five bytes behind the code
    })
    void faults(String hex, FaultKind kind, String offset, String address) {
        boolean windows = OS.WINDOWS.isCurrentOs();
        assumeFalse(windows && hex.endsWith("cd 80"), "under Wine that is a system call of the kernel beneath");
        if (windows && hex.endsWith("40 50")) {
            Outcome.NotRun culprit =
                    assertInstanceOf(Outcome.NotRun.class, wide.run(snippet(Isa.X86_64, hex)), "needs its stack");
            assertTrue(culprit.reason().startsWith("it damages the worker that runs it: "), culprit.reason());
            assertStillWell(Isa.X86_64);
            return;
        }
        for (Isa isa : OS.LINUX.isCurrentOs() ? List.of(Isa.X86_64, Isa.X86_32) : List.of(Isa.X86_64)) {
            Outcome outcome = executor(isa).run(snippet(isa, hex));
            Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, outcome, hex + " on " + isa);
            assertEquals(kind, fault.kind(), hex + " on " + isa);
            assertEquals(ENTRY + Integer.decode(offset), fault.pc(), hex + " on " + isa);
            int slot = isa == Isa.X86_64 ? 8 : 4;
            assertEquals(
                    address.equals("-1") ? 0x4000_0000 - slot : Integer.decode(address),
                    fault.address(),
                    hex + " on " + isa);
            assertStillWell(isa);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSystemCallHasNoEffect() {
        // write(1, DATA, 8): would break the worker's protocol.
        Outcome wideCall =
                wide.run(snippet(Isa.X86_64, "b8 01 00 00 00 bf 01 00 00 00 be 00 00 00 21 ba 08 00 00 00 0f 05"));
        assertEquals(
                FaultKind.SYSTEM,
                assertInstanceOf(Outcome.Faulted.class, wideCall).kind());
        Outcome narrowCall =
                narrow.run(snippet(Isa.X86_32, "b8 04 00 00 00 bb 01 00 00 00 b9 00 00 00 21 ba 08 00 00 00 cd 80"));
        assertEquals(
                FaultKind.SYSTEM,
                assertInstanceOf(Outcome.Faulted.class, narrowCall).kind());
        assertStillWell(Isa.X86_64);
        assertStillWell(Isa.X86_32);
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void givesUpOnEndlessLoops(Isa isa) {
        Snippet loop = new Snippet(isa, code(isa, "eb fe"), 0, state(isa), Duration.ofMillis(30)); // jmp itself
        List<Outcome> outcomes = executor(isa).runAll(List.of(loop, snippet(isa, "b8 01 00 00 00"), loop));
        assertInstanceOf(Outcome.TimedOut.class, outcomes.get(0));
        completed(outcomes.get(1));
        assertInstanceOf(Outcome.TimedOut.class, outcomes.get(2));
        assertStillWell(isa);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void segmentBasesAreNotLeftForTheNextOne() {
        assumeTrue(wide.hasFeature("FSGSBASE"), "nothing can change them here");
        // mov eax, 0x21000000; wrfsbase rax; wrgsbase rax; mov ecx, fs:[0]; mov ecx, gs:[0]
        Snippet write = snippet(
                Isa.X86_64,
                "b8 00 00 00 21 f3 48 0f ae d0 f3 48 0f ae d8 64 8b 0c 25 00 00 00 00 65 8b 0c 25 00 00 00 00");
        Snippet read = snippet(Isa.X86_64, "f3 48 0f ae c0 f3 48 0f ae c9"); // rdfsbase rax; rdgsbase rcx
        List<Outcome> outcomes = wide.runAll(List.of(write, read));
        completed(outcomes.get(0));
        assertEquals(0, completed(outcomes.get(1)).get("rax"));
        assertEquals(0, completed(outcomes.get(1)).get("rcx"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void segmentRegistersAreNotLeftForTheNextOne() {
        // xor eax, eax; mov ds, ax; mov es, ax; mov fs, ax
        Outcome spoilt = narrow.run(snippet(Isa.X86_32, "31 c0 8e d8 8e c0 8e e0"));
        completed(spoilt);
        // The same, and then a load that must fault: mov eax, [0x21000000]
        assertInstanceOf(Outcome.Faulted.class, narrow.run(snippet(Isa.X86_32, "31 c0 8e d8 8e c0 a1 00 00 00 21")));
        completed(narrow.run(snippet(Isa.X86_32, "a1 00 00 00 21")));
    }

    @Test
    void hasTheStateAtTheFault() {
        // mov ecx, 5; stc; mov [0x21000000], ecx; xorps xmm3, xmm3; fld1; ud2
        Outcome wideFault =
                wide.run(snippet(Isa.X86_64, "b9 05 00 00 00 f9 89 0c 25 00 00 00 21 0f 57 db d9 e8 0f 0b"));
        List<Outcome> faults = new ArrayList<>(List.of(wideFault));
        if (narrow != null) {
            faults.add(narrow.run(snippet(Isa.X86_32, "b9 05 00 00 00 f9 89 0d 00 00 00 21 0f 57 db d9 e8 0f 0b")));
        }
        for (Outcome outcome : faults) {
            MachineState state = requireNonNull(
                    assertInstanceOf(Outcome.Faulted.class, outcome).state());
            boolean is64Bit = state.isa() == Isa.X86_64;
            assertEquals(5, state.get(is64Bit ? "rcx" : "ecx"));
            assertEquals(0x203, state.get(is64Bit ? "rflags" : "eflags"));
            assertEquals(AddressMap.STACK_TOP, state.get(is64Bit ? "rsp" : "esp"));
            assertEquals(ENTRY + (is64Bit ? 18 : 17), state.get(is64Bit ? "rip" : "eip"));
            assertEquals(5, state.data()[0]);
            assertEquals(1L << 63, state.get("st0"));
            assertEquals(7 << 11, state.get("fsw"));
            assertEquals(0x3FFF, state.get("ftw"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void carriesEveryRegisterThere(Isa isa) {
        Random random = new Random(1);
        RegisterSet set = RegisterSet.of(isa);
        boolean is64Bit = isa == Isa.X86_64;
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            MachineState state = new MachineState(isa, 512, 512);
            random.nextBytes(state.registers());
            random.nextBytes(state.data());
            random.nextBytes(state.stack());
            state.set(is64Bit ? "rsp" : "esp", AddressMap.STACK_TOP - 8L * random.nextInt(8));
            state.set(is64Bit ? "rip" : "eip", AddressMap.CODE + 1);
            // CF, PF, AF, ZF, SF, DF, OF, ID, AC
            state.set(is64Bit ? "rflags" : "eflags", 0x202 | random.nextInt() & 0x24_0CD5);
            state.set("mxcsr", 0x1F80 | random.nextInt() & 0xE03F);
            state.set("fcw", 0x37F | random.nextInt() & 0xC00);
            state.set("fsw", random.nextInt() & 0x7F7F & ~0x40 & ~0x3F);
            state.set("ftw", 0xFFFF);
            snippets.add(Snippet.of(isa, code(isa, "90"), state));
        }
        List<Outcome> outcomes = executor(isa).runAll(snippets);
        for (int i = 0; i < outcomes.size(); i++) {
            MachineState start = snippets.get(i).initial();
            MachineState end = completed(outcomes.get(i));
            for (RegisterSet.Register register : set.registers()) {
                assertArrayEquals(
                        start.bytes(register.name()), end.bytes(register.name()), register.name() + ", state " + i);
            }
            assertArrayEquals(start.data(), end.data());
            int at = (int) (start.get(is64Bit ? "rsp" : "esp") - start.stackBase());
            for (int b = 0; b < start.stack().length; b++) {
                if (b < at || b >= at + (is64Bit ? 8 : 4)) {
                    assertEquals(start.stack()[b], end.stack()[b], "stack byte " + b);
                }
            }
        }
    }

    @Test
    void snippetsSeeTheirRegisters() {
        MachineState state = state(Isa.X86_64);
        for (int i = 0; i < 16; i++) {
            RegisterSet.Register register = RegisterSet.X86_64.registers().get(i);
            if (!register.name().equals("rsp")) {
                state.set(register.name(), 0x0101_0101_0101_0101L * (i + 1));
            }
        }
        StringBuilder store = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            // mov [0x21000000 + 8*i], register
            store.append("%02x89%02x25".formatted(i < 8 ? 0x48 : 0x4C, 4 | (i & 7) << 3));
            store.append("%02x000021".formatted(8 * i));
        }
        MachineState end = completed(wide.run(Snippet.of(Isa.X86_64, code(Isa.X86_64, store.toString()), state)));
        for (int i = 0; i < 16; i++) {
            long stored =
                    ByteBuffer.wrap(end.data()).order(ByteOrder.LITTLE_ENDIAN).getLong(8 * i);
            assertEquals(i == 4 ? AddressMap.STACK_TOP : 0x0101_0101_0101_0101L * (i + 1), stored, "register " + i);
        }
    }

    @Test
    void carriesWholeVectorRegisters() {
        MachineState state = state(Isa.X86_64);
        new Random(2).nextBytes(state.registers());
        state.set("rsp", AddressMap.STACK_TOP);
        state.set("rflags", 0x202);
        state.set("mxcsr", 0x1F80);
        byte[] source = state.bytes("zmm9");
        if (wide.hasFeature("AVX")) {
            MachineState end = completed(wide.run(Snippet.of(Isa.X86_64, code(Isa.X86_64, "c4 41 7c 10 d1"), state)));
            assertArrayEquals(Arrays.copyOf(source, 32), Arrays.copyOf(end.bytes("zmm10"), 32)); // vmovups ymm10, ymm9
        } else {
            MachineState end = completed(wide.run(Snippet.of(Isa.X86_64, code(Isa.X86_64, "45 0f 10 d1"), state)));
            assertArrayEquals(Arrays.copyOf(source, 16), Arrays.copyOf(end.bytes("zmm10"), 16)); // movups xmm10, xmm9
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void nothingIsLeftForTheNextOne(Isa isa) {
        // Writes to the data window and the stack, near and far from what is set and read back, with mov [disp32], eax.
        String mov = isa == Isa.X86_64 ? "89 04 25" : "89 05";
        String load = isa == Isa.X86_64 ? "03 04 25" : "03 05";
        List<String> places =
                List.of("00 08 00 21", "00 80 00 21", "00 e8 00 22", "00 10 00 22", "fc ff 00 21", "fc ff 00 22");
        String writes = String.join(" ", places.stream().map(p -> mov + p).toList());
        String reads = String.join(" ", places.stream().map(p -> load + p).toList());
        String accumulator = isa == Isa.X86_64 ? "rax" : "eax";
        Snippet write = snippet(isa, "b8 01 00 00 00" + writes + "31 c0" + reads);
        Snippet read = snippet(isa, "31 c0" + reads);
        for (Outcome outcome : executor(isa).runAll(List.of(write, read, write, write, read))) {
            assertInstanceOf(Outcome.Completed.class, outcome);
        }
        List<Outcome> outcomes = executor(isa).runAll(List.of(write, read));
        assertEquals(6, completed(outcomes.get(0)).get(accumulator));
        assertEquals(0, completed(outcomes.get(1)).get(accumulator));
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void noStoreIsOverlooked(Isa isa) {
        // One in each 16 bytes of what is looked through at a time, beyond what is set and read back.
        String address = isa == Isa.X86_64 ? "04 25" : "05";
        List<String> places = IntStream.range(0, 16)
                .mapToObj(i -> address + "%02x 09 00 21".formatted(16 * i))
                .toList();
        String reads =
                String.join("", places.stream().map(place -> "03" + place).toList());
        Snippet read = snippet(isa, "31 c0" + reads);
        List<Snippet> snippets = new ArrayList<>();
        for (String place : places) {
            snippets.add(snippet(isa, "b8 01 00 00 00 89" + place));
            snippets.add(read);
        }
        List<Outcome> outcomes = executor(isa).runAll(snippets);
        for (int i = 0; i < places.size(); i++) {
            MachineState end = completed(outcomes.get(2 * i + 1));
            assertEquals(0, end.get(isa == Isa.X86_64 ? "rax" : "eax"), places.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void wholeWindowsGoThereAndBack(Isa isa) {
        MachineState state = new MachineState(isa, AddressMap.DATA_SIZE, 2 * AddressMap.STACK_HEADROOM);
        new Random(3).nextBytes(state.data());
        Snippet large = Snippet.of(isa, code(isa, "90".repeat(AddressMap.CODE_SIZE - 0x1000)), state);
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            snippets.add(large);
            snippets.add(snippet(isa, "b8 01 00 00 00"));
        }
        List<Outcome> outcomes = executor(isa).runAll(snippets);
        assertEquals(60, outcomes.size());
        for (int i = 0; i < 60; i += 2) {
            assertArrayEquals(state.data(), completed(outcomes.get(i)).data());
            assertEquals(1, completed(outcomes.get(i + 1)).registers()[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    @EnabledOnOs(OS.LINUX)
    void survivesAThousandFaultsInARow(Isa isa) {
        Random random = new Random(4);
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(24)];
            random.nextBytes(bytes);
            MachineState state = state(isa);
            snippets.add(new Snippet(
                    isa, code(isa, HexFormat.of().formatHex(bytes) + "0f0b"), 0, state, Duration.ofMillis(10)));
        }
        List<Outcome> outcomes = executor(isa).runAll(snippets);
        long faulted =
                outcomes.stream().filter(o -> o instanceof Outcome.Faulted).count();
        assertTrue(faulted > 900, "of 1000, " + faulted + " faulted");
        assertTrue(outcomes.stream().noneMatch(o -> o instanceof Outcome.NotRun));
        assertStillWell(isa);
        // The same again gives the same.
        List<Outcome> again = executor(isa).runAll(snippets);
        int same = 0;
        for (int i = 0; i < 1000; i++) {
            if (outcomes.get(i) instanceof Outcome.Faulted a
                    && again.get(i) instanceof Outcome.Faulted b
                    && a.kind() == b.kind()
                    && a.pc() == b.pc()) {
                same++;
            }
        }
        assertTrue(same > 900, "of 1000, " + same + " faulted in the same way");
    }

    /// mov rax, address; mov dword ptr [rax], value
    private static Snippet store(long address, int value) {
        String source = "mov rax, 0x%x; mov dword ptr [rax], %d".formatted(address, value);
        return Snippet.of(Isa.X86_64, TextAssembler.assemble(Isa.X86_64, source, AddressMap.CODE), state(Isa.X86_64));
    }

    @ParameterizedTest
    @ValueSource(ints = {Layout.SLOT, Layout.LEFT, Layout.FLAGS_END, Layout.LAST_CODE})
    @EnabledOnOs(OS.LINUX)
    void damageToTheWorkerIsNoticedAndCountsForNoOutcome(int word) throws Exception {
        Snippet good = snippet(Isa.X86_64, "b8 01 00 00 00");
        try (WorkerExecutor executor = WorkerExecutor.open(Isa.X86_64)) {
            for (int value : new int[] {0, -1, 1 << 20}) {
                long address = executor.hidden() + word;
                List<Outcome> outcomes =
                        executor.runAll(List.of(good, store(address, value), good, good, store(address, value), good));
                for (int i = 0; i < outcomes.size(); i++) {
                    if (i % 3 == 1) {
                        Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, outcomes.get(i));
                        assertEquals(FaultKind.MEMORY, fault.kind());
                        assertEquals(address, fault.address());
                    } else {
                        assertEquals(1, completed(outcomes.get(i)).get("rax"));
                    }
                }
            }
        }
    }

    /// The gate's target tells where the worker is. With that a snippet finds what it damages wherever that is.
    @ParameterizedTest
    @CsvSource({"SLOT, 0", "LEFT, 100000", "LAST_CODE, -1"})
    @EnabledOnOs(OS.LINUX)
    void theOneThatDamagesItsWorkerIsFound(String name, int value) throws Exception {
        int word = Layout.class.getDeclaredField(name).getInt(null);
        try (WorkerExecutor executor = WorkerExecutor.open(Isa.X86_64)) {
            String read = "mov rax, [0x%x]".formatted(Layout.CODE + Layout.GATE_TARGET);
            CodeImage gate = TextAssembler.assemble(Isa.X86_64, read, AddressMap.CODE);
            Outcome where = executor.run(Snippet.of(Isa.X86_64, gate, state(Isa.X86_64)));
            long distance = executor.hidden() + word - completed(where).get("rax");
            String source = read + "; mov dword ptr [rax + %d], %d".formatted(distance, value);
            CodeImage damage = TextAssembler.assemble(Isa.X86_64, source, AddressMap.CODE);
            Snippet good = snippet(Isa.X86_64, "b8 01 00 00 00");
            List<Snippet> snippets = new ArrayList<>(Collections.nCopies(10, good));
            snippets.set(3, Snippet.of(Isa.X86_64, damage, state(Isa.X86_64)));
            List<Outcome> outcomes = executor.runAll(snippets);
            for (int i = 0; i < 10; i++) {
                if (i == 3) {
                    Outcome.NotRun culprit = assertInstanceOf(Outcome.NotRun.class, outcomes.get(i));
                    assertTrue(culprit.reason().startsWith("it damages the worker that runs it: "), culprit.reason());
                } else {
                    assertEquals(1, completed(outcomes.get(i)).get("rax"), "snippet " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void theTrapFlagAtTheEndTrapsNothing(Isa isa) {
        MachineState state = state(isa);
        // push 0x102; popf: the trap would come behind the next instruction, which is the end.
        MachineState end = completed(executor(isa).run(Snippet.of(isa, code(isa, "68 02 01 00 00 9d"), state)));
        assertEquals(0x302, end.get(isa == Isa.X86_64 ? "rflags" : "eflags"));
        Outcome.Faulted fault =
                assertInstanceOf(Outcome.Faulted.class, executor(isa).run(snippet(isa, "68 02 01 00 00 9d 90 90")));
        assertEquals(FaultKind.BREAKPOINT, fault.kind());
        assertEquals(ENTRY + 7, fault.pc());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void replacesAWorkerThatIsKilled() throws Exception {
        try (WorkerExecutor executor = WorkerExecutor.open(Isa.X86_64)) {
            ProcessHandle worker = requireNonNull(executor.process());
            worker.destroyForcibly();
            worker.onExit().get();
            completed(executor.run(snippet(Isa.X86_64, "90")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    @EnabledOnOs(OS.LINUX)
    void noPageIsWritableAndExecutable(Isa isa) throws Exception {
        try (WorkerExecutor executor = WorkerExecutor.open(isa)) {
            completed(executor.run(snippet(isa, "90")));
            List<String> maps = Files.readAllLines(
                    Path.of("/proc/" + requireNonNull(executor.process()).pid() + "/maps"));
            assertTrue(maps.stream().anyMatch(line -> line.startsWith("20ff0000-20fff000 r-xs")), maps.toString());
            assertTrue(
                    maps.stream().noneMatch(line -> line.split(" ", 3)[1].matches(".w.*x.*|.*x.*w.*")),
                    maps.toString());
            // Nothing but what the layout tells: no vdso, no stack of the kernel's.
            assertTrue(
                    maps.stream().noneMatch(line -> line.contains("vdso") || line.contains("[stack]")),
                    maps.toString());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesWhatNoProcessorTakes() {
        assertInstanceOf(Outcome.NotRun.class, wide.run(snippet(Isa.X86_32, "90")));
        assertEquals(new Outcome.NotRun("the initial flags have the trap flag"), nopWith("rflags", 0x302));
        completed(nopWith("mxcsr", 0x1_0000_1F80L));
        assertInstanceOf(Outcome.NotRun.class, nopWith("mxcsr", 0x8000_1F80L));
    }

    private static Outcome nopWith(String register, long value) {
        MachineState state = state(Isa.X86_64);
        state.set(register, value);
        return wide.run(Snippet.of(Isa.X86_64, code(Isa.X86_64, "90"), state));
    }

    @Test
    void isFoundAsAService() throws Exception {
        ExecutorProvider provider = Executors.provider("native");
        assertFalse(provider.describe().isBlank());
        try (Executor executor = provider.open(Isa.X86_64)) {
            assertEquals("native", executor.name());
            assertEquals(Isa.X86_64, executor.isa());
        }
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> Executors.open("bochs", Isa.A64));
        assertEquals("there is no executor \"bochs\"; known: native, qemu-user", unknown.getMessage());
        EngineMissingException e = assertThrows(EngineMissingException.class, () -> provider.open(Isa.A64));
        assertTrue(e.reason().endsWith("runs no a64 code"), e.reason());
    }

    @Test
    void aClosedExecutorSaysSo() throws Exception {
        WorkerExecutor executor = WorkerExecutor.open(Isa.X86_64);
        executor.close();
        executor.close();
        assertThrows(IllegalStateException.class, () -> executor.run(snippet(Isa.X86_64, "90")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void knowsTheFeaturesThatTheKernelKnows() throws Exception {
        List<String> flags = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line ->
                        List.of(line.substring(line.indexOf(':') + 1).trim().split(" ")))
                .orElseThrow();
        // The kernel's name, the tables' name.
        String[][] names = {
            {"fpu", "X87"},
            {"mmx", "MMX"},
            {"sse", "SSE"},
            {"sse2", "SSE2"},
            {"pni", "SSE3"},
            {"ssse3", "SSSE3"},
            {"sse4_1", "SSE4.1"},
            {"sse4_2", "SSE4_2"},
            {"sse4a", "SSE4A"},
            {"popcnt", "POPCNT"},
            {"abm", "LZCNT"},
            {"bmi1", "BMI1"},
            {"bmi2", "BMI2"},
            {"avx", "AVX"},
            {"avx2", "AVX2"},
            {"fma", "FMA"},
            {"f16c", "F16C"},
            {"fma4", "FMA4"},
            {"xop", "XOP"},
            {"tbm", "TBM"},
            {"aes", "AES"},
            {"pclmulqdq", "PCLMULQDQ"},
            {"sha_ni", "SHA"},
            {"vaes", "VAES"},
            {"vpclmulqdq", "VPCLMULQDQ"},
            {"gfni", "GFNI"},
            {"adx", "ADX"},
            {"movbe", "MOVBE"},
            {"rdrand", "RDRAND"},
            {"rdseed", "RDSEED"},
            {"rdpid", "RDPID"},
            {"clwb", "CLWB"},
            {"clzero", "CLZERO"},
            {"avx512f", "AVX512F"},
            {"avx512vl", "AVX512VL"},
            {"avx512bw", "AVX512BW"},
            {"avx512dq", "AVX512DQ"},
            {"avx512_vnni", "AVX512_VNNI"},
            {"avx512vbmi", "AVX512_VBMI"},
            {"avx_vnni", "AVX-VNNI"},
            {"amx_tile", "AMX-TILE"},
            {"fsgsbase", "FSGSBASE"},
            {"cx16", "CMPXCHG16B"},
            {"lm", "X64"},
            {"3dnow", "3DNOW"},
            {"movdiri", "MOVDIRI"},
        };
        for (String[] pair : names) {
            assertEquals(flags.contains(pair[0]), wide.hasFeature(pair[1]), pair[1]);
        }
        assertEquals(flags.contains("avx512f") && flags.contains("avx512vl"), wide.hasFeature("AVX512F+AVX512VL"));
        assertTrue(wide.hasFeature("SSE2,X64"));
        assertTrue(wide.hasFeature("SSE2 X64"));
        assertFalse(wide.hasFeature("NO_SUCH_FEATURE"));
        assertFalse(wide.hasFeature("SSE2+NO_SUCH_FEATURE"));
    }
}
