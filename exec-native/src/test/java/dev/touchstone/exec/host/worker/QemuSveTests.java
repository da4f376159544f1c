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
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The registers of SVE under qemu: vectors of 256 bits. Where qemu is missing these are aborted, or, where
/// `TOUCHSTONE_TOOLCHAINS=required` stands in the environment, fail.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class QemuSveTests {
    private static Executor qemu;

    @BeforeAll
    static void open() {
        try {
            qemu = new QemuUserExecutorProvider().open(Isa.A64);
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
        if (qemu != null) {
            qemu.close();
        }
    }

    /// Vectors, predicates and data are random, FFR is `0xffff`, x4 points to the data window.
    private static MachineState state(long seed) {
        Random random = new Random(seed);
        MachineState state = new MachineState(Isa.A64, 512, 64);
        RegisterSet.Register first = state.registerSet().get("z0");
        for (int i = first.offset(); i < state.registerSet().get("ffr").offset(); i++) {
            state.registers()[i] = (byte) random.nextInt();
        }
        state.set("ffr", 0xFFFF);
        random.nextBytes(state.data());
        state.set("x4", AddressMap.DATA);
        return state;
    }

    private static Outcome run(String text, MachineState state) {
        return qemu.run(new Snippet(
                Isa.A64, TextAssembler.assemble(Isa.A64, text, AddressMap.CODE), 0, state, Snippet.DEFAULT_TIMEOUT));
    }

    private static MachineState completed(Outcome outcome) {
        return assertInstanceOf(Outcome.Completed.class, outcome).state();
    }

    private static void assertSameBut(MachineState expected, MachineState actual, String... changed) {
        for (RegisterSet.Register register : expected.registerSet().registers()) {
            String name = register.name();
            if (!name.equals("pc")
                    && !name.equals("x30")
                    && !Arrays.asList(changed).contains(name)) {
                assertArrayEquals(expected.bytes(name), actual.bytes(name), name);
            }
        }
    }

    @Test
    void allGoThroughAsTheyCame() {
        MachineState state = state(1);
        assertSameBut(state, completed(run("nop", state)));
        Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, run("udf #0", state));
        assertSameBut(state, fault.state());
        // What the one before left behind is not seen.
        MachineState other = state(2);
        assertSameBut(other, completed(run("nop", other)));
    }

    @Test
    void aVectorHas32Bytes() {
        assertEquals(32, completed(run("cntb x0", state(3))).get("x0"));
        assertEquals(32, qemu.carriedBytes(RegisterSet.AARCH64.get("z31")));
        assertEquals(4, qemu.carriedBytes(RegisterSet.AARCH64.get("p15")));
        assertTrue(qemu.hasFeature("FEAT_SVE2"));
        assertFalse(qemu.hasFeature("FEAT_SVE2p1"));
    }

    @Test
    void aPredicateTellsWhichLanesAreAdded() {
        MachineState before = state(4);
        MachineState after = completed(run("add z1.b, p3/m, z1.b, z2.b", before));
        byte[] expected = before.bytes("z1");
        for (int i = 0; i < expected.length; i++) {
            if ((before.get("p3") >>> i & 1) != 0) {
                expected[i] += before.bytes("z2")[i];
            }
        }
        assertArrayEquals(expected, after.bytes("z1"));
        assertSameBut(before, after, "z1");
    }

    @Test
    void whatAdvancedSimdWritesClearsTheRest() {
        MachineState before = state(5);
        MachineState after = completed(run("mov v7.16b, v8.16b", before));
        assertArrayEquals(Arrays.copyOf(Arrays.copyOf(before.bytes("z8"), 16), 32), after.bytes("z7"));
        assertSameBut(before, after, "z7");
    }

    @Test
    void displacementsCountVectors() {
        MachineState before = state(6);
        before.set("p1", -1);
        MachineState after = completed(run("ld1b { z5.b }, p1/z, [x4, #3, mul vl]", before));
        assertArrayEquals(Arrays.copyOfRange(before.data(), 96, 128), after.bytes("z5"));
        assertSameBut(before, after, "z5");
        MachineState stored = completed(run("str p2, [x4, #5, mul vl]", before));
        assertArrayEquals(before.bytes("p2"), Arrays.copyOfRange(stored.data(), 20, 24));
    }

    @Test
    void firstFaultingLoadsSayWhereTheyStopped() {
        MachineState before = state(7);
        long end = AddressMap.DATA + AddressMap.DATA_SIZE;
        before.set("x4", end - 5);
        before.set("p1", -1);
        before.set("ffr", -1);
        MachineState after = completed(run("ldff1b { z5.b }, p1/z, [x4]; rdffr p9.b", before));
        assertEquals(0x1F, after.get("ffr"));
        assertEquals(0x1F, after.get("p9"));
        assertSameBut(before, after, "z5", "ffr", "p9");
    }
}
