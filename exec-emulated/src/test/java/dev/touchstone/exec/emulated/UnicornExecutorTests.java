package dev.touchstone.exec.emulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnicornExecutorTests {
    private static final UnicornProvider PROVIDER = new UnicornProvider();

    private static Snippet snippet(Isa isa, String code, MachineState state) {
        return Snippet.of(
                isa, CodeImage.of(SelfTest.machine(isa), HexFormat.of().parseHex(code)), state);
    }

    private static Outcome run(Isa isa, String code) throws EngineMissingException {
        try (Executor executor = PROVIDER.open(isa)) {
            return executor.run(snippet(isa, code, new MachineState(isa, 64, 64)));
        }
    }

    private static MachineState completed(Outcome outcome) {
        return assertInstanceOf(Outcome.Completed.class, outcome).state();
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, b82a000000, rax",
        "X86_32, b82a000000, eax",
        "A64, 400580d2, x0",
        "A32, 2a00a0e3, r0",
        "T32, 2a20, r0",
    })
    void runsToTheEnd(Isa isa, String code, String register) throws EngineMissingException {
        assertEquals(42, completed(run(isa, code)).get(register));
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 31c0c30f0b",
        "X86_32, 31c0c30f0b",
        "A64, c0035fd600000000",
        "A32, 1eff2fe1f000f0e7",
        "T32, 704700de"
    })
    void returnsToTheEnd(Isa isa, String code) throws EngineMissingException {
        completed(run(isa, code));
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 900f0b, 1",
        "X86_32, 900f0b, 1",
        "A64, 1f2003d500000000, 4",
        "A32, 00f020e3f000f0e7, 4",
        "T32, 00bf00de, 2",
    })
    void illegalInstructionsFault(Isa isa, String code, int offset) throws EngineMissingException {
        Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, run(isa, code));
        assertEquals(FaultKind.ILLEGAL_INSTRUCTION, fault.kind());
        assertEquals(AddressMap.CODE + offset, fault.pc());
    }

    @ParameterizedTest
    // nop, then a load from address 16 relative to a register that is zero
    @CsvSource({
        "X86_64, 90488b4110, 1",
        "X86_32, 908b4110, 1",
        "A64, 1f2003d5200840f9, 4",
        "A32, 00f020e3100091e5, 4",
        "T32, 00bf0869, 2",
    })
    void badLoadsFault(Isa isa, String code, int offset) throws EngineMissingException {
        Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, run(isa, code));
        assertEquals(FaultKind.MEMORY, fault.kind());
        assertEquals(AddressMap.CODE + offset, fault.pc());
        assertEquals(16, fault.address());
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 31c931c0f7f1, ARITHMETIC, 4",
        "X86_64, 90cc, BREAKPOINT, 1",
        "X86_64, 90f4, SYSTEM, 1",
        "X86_64, 900f05, SYSTEM, 1",
        "X86_64, 90e4ff, SYSTEM, 1",
        "X86_32, 90cd80, SYSTEM, 1",
        "A64, 1f2003d5010000d4, SYSTEM, 4",
        "A64, 1f2003d5000020d4, BREAKPOINT, 4",
        "A32, 00f020e3000000ef, SYSTEM, 4",
        "A32, 00f020e3700020e1, BREAKPOINT, 4",
        "T32, 00bf00df, SYSTEM, 2",
        "T32, 00bf00be, BREAKPOINT, 2",
    })
    void otherFaultsAreTold(Isa isa, String code, FaultKind kind, int offset) throws EngineMissingException {
        Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, run(isa, code));
        assertEquals(kind, fault.kind());
        assertEquals(AddressMap.CODE + offset, fault.pc());
    }

    @ParameterizedTest
    @CsvSource({"X86_64, ebfe", "X86_32, ebfe", "A64, 00000014", "A32, feffffea", "T32, fee7"})
    void endlessLoopsTimeOut(Isa isa, String code) throws EngineMissingException {
        try (Executor executor = PROVIDER.open(isa)) {
            CodeImage image = CodeImage.of(SelfTest.machine(isa), HexFormat.of().parseHex(code));
            Snippet loop = new Snippet(isa, image, 0, new MachineState(isa, 0, 0), Duration.ofMillis(30));
            long start = System.nanoTime();
            assertInstanceOf(Outcome.TimedOut.class, executor.run(loop));
            assertTrue(System.nanoTime() - start < 5_000_000_000L);
            // and the next one runs as if nothing had been
            Snippet nothing = snippet(isa, "", new MachineState(isa, 0, 0));
            completed(executor.run(nothing));
        }
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void keepsEveryRegisterThatTheCodeLeavesAlone(Isa isa) throws EngineMissingException {
        Random random = new Random(17);
        MachineState state = new MachineState(isa, 256, 256);
        for (RegisterSet.Register r : state.registerSet().registers()) {
            if (r.name().matches("(r|x|v|q|zmm|k)\\d+|[re][abcd]x|[re][sd]i|[re]bp|st\\d")
                    && !r.name().equals("x30")) {
                for (int i = 0; i < r.bytes(); i++) {
                    state.registers()[r.offset() + i] = (byte) random.nextInt();
                }
            }
        }
        random.nextBytes(state.data());
        random.nextBytes(state.stack());
        switch (isa) {
            case X86_64 -> state.set("rflags", 0x8D7);
            case X86_32 -> state.set("eflags", 0x8D7);
            case A64 -> state.set("nzcv", 0x9000_0000L);
            case A32 -> state.set("cpsr", 0x9805_0000L);
            case T32 -> state.set("cpsr", 0x9805_0020L);
        }
        if (isa == Isa.X86_64 || isa == Isa.X86_32) {
            state.set("ftw", 0x5555);
            state.set("fsw", 0x2800);
            state.set("fcw", 0x27F);
            state.set("mxcsr", 0x9FC0);
        }
        try (Executor executor = PROVIDER.open(isa)) {
            MachineState end = completed(executor.run(snippet(isa, nop(isa), state)));
            for (RegisterSet.Register r : state.registerSet().registers()) {
                if (!r.name().matches("[re]?ip|pc|x30|lr|ftw")) {
                    assertArrayEquals(state.bytes(r.name()), end.bytes(r.name()), r.name());
                }
            }
            assertArrayEquals(state.data(), end.data());
            byte[] stack = end.stack();
            int pointer = isa == Isa.X86_64 ? 8 : isa == Isa.X86_32 ? 4 : 0;
            System.arraycopy(state.stack(), 128, stack, 128, pointer);
            assertArrayEquals(state.stack(), stack);
        }
    }

    private static String nop(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 -> "90";
            case A64 -> "1f2003d5";
            case A32 -> "00f020e3";
            case T32 -> "00bf";
        };
    }

    @Test
    void codeAtTheSameAddressIsNotStale() throws EngineMissingException {
        try (Executor executor = PROVIDER.open(Isa.X86_64)) {
            for (int i = 0; i < 2000; i++) {
                // mov eax, i; jmp over ud2
                String code = "b8%02x%02x0000eb020f0b".formatted(i & 0xFF, i >> 8);
                MachineState end =
                        completed(executor.run(snippet(Isa.X86_64, code, new MachineState(Isa.X86_64, 0, 0))));
                assertEquals(i, end.get("rax"));
            }
        }
    }

    @Test
    void whatOneRunLeavesBehindTheNextDoesNotSee() throws EngineMissingException {
        try (Executor executor = PROVIDER.open(Isa.X86_64)) {
            // mov [0x21000800], esp; mov eax, 0x21000000; wrfsbase rax; longer than the next
            completed(executor.run(snippet(
                    Isa.X86_64, "89242500080021b800000021f3480faed0909090", new MachineState(Isa.X86_64, 0, 0))));
            // rdfsbase rax; mov ebx, [0x21000800]
            MachineState end = completed(
                    executor.run(snippet(Isa.X86_64, "f3480faec08b1c2500080021", new MachineState(Isa.X86_64, 0, 0))));
            assertEquals(0, end.get("rax"));
            assertEquals(0, end.get("rbx"));
            // jmp behind the end: nothing of the last code may run there
            Outcome.Faulted fault = assertInstanceOf(
                    Outcome.Faulted.class,
                    executor.run(snippet(Isa.X86_64, "eb02", new MachineState(Isa.X86_64, 0, 0))));
            assertEquals(FaultKind.BREAKPOINT, fault.kind());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, c5f458c1, VEX",
        "X86_64, 62f17448 58c1, EVEX",
        "X86_64, 67c5f45800, VEX",
        // It follows another one; and a jump leads to it in the middle of a mov's immediate.
        "X86_64, 01c8 b8c5f058c1 c5f058c1, VEX",
        "X86_64, eb01 b8c5f058c1, VEX",
        "X86_64, 8fe97801c8, XOP",
        "X86_64, d51001c0, APX",
        "X86_32, c5f458c1, VEX",
        "A64, 00008080, SME",
    })
    void whatItCanNotRunIsNotRun(Isa isa, String code, String word) throws EngineMissingException {
        Outcome.NotRun notRun = assertInstanceOf(Outcome.NotRun.class, run(isa, code.replace(" ", "")));
        assertTrue(notRun.reason().contains(word), notRun.reason());
    }

    @Test
    void bytesThatOnlyLookLikeVexRun() throws EngineMissingException {
        // mov rax, 0xc4c5628fc4c5628f; andn eax, eax, eax; les is illegal in 64-bit mode, but this is 32-bit: les eax,
        // [ecx]
        assertEquals(
                0xC4C5_628F_C4C5_628FL,
                completed(run(Isa.X86_64, "48b88f62c5c48f62c5c4")).get("rax"));
        assertEquals(0, completed(run(Isa.X86_64, "c4e278f2c0")).get("rax"));
    }

    @Test
    void manyRunsOutliveOneEngine() throws EngineMissingException {
        try (Executor executor = PROVIDER.open(Isa.A64)) {
            Snippet first = snippet(Isa.A64, "00040091", new MachineState(Isa.A64, 64, 64));
            for (int i = 0; i < 45_000; i++) {
                MachineState state = first.initial().copy();
                state.set("x0", i);
                Snippet next = new Snippet(Isa.A64, first.code(), 0, state, first.timeout());
                assertEquals(i + 1, completed(executor.run(next)).get("x0"));
            }
        }
    }
}
