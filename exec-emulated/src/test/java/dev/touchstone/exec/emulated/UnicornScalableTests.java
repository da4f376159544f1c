package dev.touchstone.exec.emulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.Step;
import dev.touchstone.exec.TracingExecutor;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SVE's registers under Unicorn: vectors of 256 bits.
class UnicornScalableTests {
    private static TracingExecutor unicorn;

    @BeforeAll
    static void open() throws EngineMissingException {
        unicorn = new UnicornProvider().open(Isa.A64);
    }

    @AfterAll
    static void close() {
        unicorn.close();
    }

    /// Registers and data are random, but for FFR, which has bits for the low half, and x4, which points to the data
    /// window.
    private static MachineState state(long seed) {
        Random random = new Random(seed);
        MachineState state = new MachineState(Isa.A64, 512, 64);
        for (RegisterSet.Register register : state.registerSet().registers()) {
            if (register.name().matches("[xzp][0-9]+")) {
                for (int i = 0; i < register.bytes(); i++) {
                    state.registers()[register.offset() + i] = (byte) random.nextInt();
                }
            }
        }
        state.set("nzcv", 0xA000_0000L);
        state.set("fpsr", 0x15);
        state.set("ffr", 0xFFFF);
        random.nextBytes(state.data());
        state.set("x4", AddressMap.DATA);
        return state;
    }

    private static Snippet snippet(String text, MachineState state) {
        return new Snippet(
                Isa.A64, TextAssembler.assemble(Isa.A64, text, AddressMap.CODE), 0, state, Snippet.DEFAULT_TIMEOUT);
    }

    private static MachineState completed(String text, MachineState state) {
        return assertInstanceOf(Outcome.Completed.class, unicorn.run(snippet(text, state)))
                .state();
    }

    private static void assertSameBut(MachineState expected, MachineState actual, String... changed) {
        for (RegisterSet.Register register : expected.registerSet().registers()) {
            String name = register.name();
            if (!name.equals("pc") && !Arrays.asList(changed).contains(name)) {
                assertArrayEquals(expected.bytes(name), actual.bytes(name), name);
            }
        }
    }

    private static byte[] doubled(byte[] bytes) {
        byte[] doubled = bytes.clone();
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = (byte) (2 * doubled[i]);
        }
        return doubled;
    }

    @Test
    void allGoThroughAsTheyCame() {
        String nothing = "mov z0.d, z0.d";
        MachineState state = state(1);
        assertSameBut(state, completed(nothing, state));
        // What the one before left behind is not seen.
        MachineState other = state(2);
        assertSameBut(other, completed(nothing, other));
        assertArrayEquals(other.data(), completed(nothing, other).data());
    }

    @Test
    void aVectorHas32Bytes() {
        assertEquals(32, completed("rdvl x0, #1", state(3)).get("x0"));
        RegisterSet.Register z31 = RegisterSet.AARCH64.get("z31");
        RegisterSet.Register p15 = RegisterSet.AARCH64.get("p15");
        RegisterSet.Register ffr = RegisterSet.AARCH64.get("ffr");
        assertEquals(32, unicorn.carriedBytes(z31));
        assertEquals(4, unicorn.carriedBytes(p15));
        assertEquals(4, unicorn.carriedBytes(ffr));
        Snippet scalable = snippet("nop; ptrue p1.b", state(3));
        assertEquals(32, unicorn.carriedBytes(z31, scalable));
        assertEquals(4, unicorn.carriedBytes(ffr, scalable));
        Snippet plain = snippet("nop; fadd v1.4s, v2.4s, v3.4s", state(3));
        assertEquals(16, unicorn.carriedBytes(z31, plain));
        assertEquals(0, unicorn.carriedBytes(p15, plain));
        assertEquals(8, unicorn.carriedBytes(RegisterSet.AARCH64.get("x30"), plain));
    }

    @Test
    void codeWithoutSveLeavesWhatOnlySveHas() {
        MachineState before = state(4);
        MachineState after = completed("mov v7.16b, v8.16b", before);
        assertSameBut(before, after, "z7");
        assertArrayEquals(Arrays.copyOf(before.bytes("z8"), 16), Arrays.copyOf(after.bytes("z7"), 16));
    }

    @Test
    void inCodeWithSveAdvancedSimdClearsTheRest() {
        MachineState before = state(5);
        MachineState after = completed("mov v7.16b, v8.16b; add z1.b, z1.b, z1.b", before);
        assertArrayEquals(Arrays.copyOf(Arrays.copyOf(before.bytes("z8"), 16), 32), after.bytes("z7"));
        assertArrayEquals(doubled(before.bytes("z1")), after.bytes("z1"));
        assertSameBut(before, after, "z7", "z1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aese v1.16b, v2.16b",
                "aesimc v1.16b, v2.16b",
                "sha1h s1, s2",
                "sha1c q1, s2, v3.4s",
                "sha256h q1, q2, v3.4s",
                "sha512su0 v1.2d, v2.2d",
                "rax1 v1.2d, v2.2d, v3.2d",
                "xar v1.2d, v2.2d, v3.2d, #5",
                "sm3tt1a v1.4s, v2.4s, v3.s[1]",
                "sm4e v1.4s, v2.4s"
            })
    void whatDoesNotClearTheRestIsNotRunWithSve(String text) {
        completed(text, state(6));
        completed("index z9.s, #0, #1; b end; %s; end: nop".formatted(text), state(6));
        Outcome.NotRun notRun =
                assertInstanceOf(Outcome.NotRun.class, unicorn.run(snippet(text + "; index z9.s, #0, #1", state(6))));
        assertTrue(notRun.reason().contains("cryptographic"), notRun.reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add v1.16b, v2.16b, v3.16b",
                "sdot v1.4s, v2.16b, v3.16b",
                "pmull2 v1.1q, v2.2d, v3.2d",
                "ldr q1, [x4]",
                "fmov d1, #1.0"
            })
    void whatClearsTheRestIsRunWithSve(String text) {
        byte[] after = completed(text + "; index z9.s, #0, #1", state(7)).bytes("z1");
        assertArrayEquals(new byte[16], Arrays.copyOfRange(after, 16, 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udf #0", "ldr x9, [x9]", "svc #1", "brk #0"})
    void theStateAtAFaultHasThem(String fault) {
        MachineState before = state(8);
        before.set("x9", 0x40);
        Outcome.Faulted faulted = assertInstanceOf(
                Outcome.Faulted.class,
                unicorn.run(snippet("add z1.b, z1.b, z1.b; %s; mov z1.b, #0".formatted(fault), before)));
        assertEquals(AddressMap.CODE + 4, faulted.pc());
        assertArrayEquals(doubled(before.bytes("z1")), faulted.state().bytes("z1"));
        assertSameBut(before, faulted.state(), "z1");
    }

    @Test
    void whatOnlySve2HasIsIllegal() {
        MachineState before = state(9);
        Outcome.Faulted faulted =
                assertInstanceOf(Outcome.Faulted.class, unicorn.run(snippet("sqdmulh z1.b, z2.b, z3.b", before)));
        assertEquals(FaultKind.ILLEGAL_INSTRUCTION, faulted.kind());
        assertSameBut(before, faulted.state());
    }

    @Test
    void storesFarApartComeBackToo() {
        MachineState before = state(10);
        before.set("x5", AddressMap.DATA + AddressMap.DATA_SIZE - 64);
        // Beyond the pages that the fast machine writes to.
        MachineState after = completed("str z2, [x5, #1, mul vl]; ldr z3, [x5, #1, mul vl]; str p2, [x4]", before);
        assertArrayEquals(before.bytes("z2"), after.bytes("z3"));
        assertArrayEquals(before.bytes("p2"), Arrays.copyOf(after.data(), 4));
        assertSameBut(before, after, "z3");
    }

    @Test
    void firstFaultingLoadsSayWhereTheyStopped() {
        MachineState before = state(11);
        before.set("x4", AddressMap.DATA + AddressMap.DATA_SIZE - 5);
        before.set("p1", -1);
        before.set("ffr", -1);
        MachineState after = completed("ldff1b { z5.b }, p1/z, [x4]; rdffr p9.b", before);
        assertEquals(0x1F, after.get("ffr"));
        assertEquals(0x1F, after.get("p9"));
        assertSameBut(before, after, "z5", "ffr", "p9");
    }

    @Test
    void aTraceTellsTheirChanges() {
        MachineState before = state(12);
        before.set("x2", 2);
        Snippet snippet = snippet(
                "again: add z1.b, z1.b, z1.b; ldaxr x0, [x4]; stxr w3, x0, [x4]; subs x2, x2, #1; b.ne again; ptrue p3.b",
                before);
        List<String> steps = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        Outcome traced = unicorn.trace(snippet, 100, step -> {
                    StringBuilder names = new StringBuilder("%x".formatted(step.pc() - AddressMap.CODE));
                    for (Step.Change change : step.changes()) {
                        if (change instanceof Step.RegisterChange(var register, byte[] _, byte[] after)) {
                            names.append(' ').append(register.name());
                            if (register.name().equals("z1")) {
                                values.add(after);
                            }
                        }
                    }
                    steps.add(names.toString());
                })
                .orElseThrow();
        assertEquals(
                List.of("0 z1", "4 x0", "8 x3", "c x2 nzcv", "10", "0 z1", "4", "8", "c x2 nzcv", "10", "14 p3"),
                steps);
        assertArrayEquals(doubled(before.bytes("z1")), values.get(0));
        assertArrayEquals(doubled(doubled(before.bytes("z1"))), values.get(1));
        MachineState end = assertInstanceOf(Outcome.Completed.class, traced).state();
        assertArrayEquals(
                assertInstanceOf(Outcome.Completed.class, unicorn.run(snippet))
                        .state()
                        .registers(),
                end.registers());
    }
}
