package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Registers of slots, for processors that this host may not have.
class X86ImageTests {
    private static final int SLOT = 64;

    private static byte[] random(int bytes) {
        byte[] some = new byte[bytes];
        new Random(3).nextBytes(some);
        return some;
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, '',                   16, 16, 0",
        "X86_64, AVX,                  16, 32, 0",
        "X86_64, AVX AVX512F,          32, 64, 2",
        "X86_64, AVX AVX512F AVX512BW, 32, 64, 8",
        "X86_32, AVX,                   8, 32, 0",
        "X86_32, AVX AVX512F AVX512BW,  8, 64, 8",
    })
    void hasWhatTheProcessorHasAndElseTheInitialState(Isa isa, String features, int count, int vector, int mask) {
        X86RegisterFile file = new X86RegisterFile(isa, Set.of(features.split(" "))::contains);
        byte[] slot = random(SLOT + Layout.VECTORS + 32 * 64);
        MachineState initial = new MachineState(isa, 0, 0);
        Arrays.fill(initial.registers(), (byte) 0x55);
        MachineState end = MachineState.of(
                isa, file.read(MemorySegment.ofArray(slot), SLOT, initial, 0x1234), new byte[0], new byte[0]);
        for (RegisterSet.Register r : initial.registerSet().registers()) {
            int number = r.bytes() >= 8 ? Integer.parseInt("0" + r.name().replaceAll("[^0-9]", "")) : 0;
            if (r.name().startsWith("zmm")) {
                int from = SLOT + Layout.VECTORS + number * vector;
                assertCarried(slot, from, number < count ? vector : 0, end, r);
            } else if (r.name().startsWith("k")) {
                assertCarried(slot, SLOT + Layout.MASKS + 8 * number, mask, end, r);
            } else if (r.name().startsWith("st")) {
                assertCarried(slot, SLOT + Layout.FX + 32 + 16 * number, 10, end, r);
            }
        }
        boolean wide = isa == Isa.X86_64;
        assertEquals(0x1234, end.get(wide ? "rip" : "eip"));
        assertCarried(
                slot,
                SLOT + Layout.RSP,
                wide ? 8 : 4,
                end,
                initial.registerSet().get(wide ? "rsp" : "esp"));
        assertCarried(
                slot,
                SLOT + Layout.REGISTERS + 56,
                wide ? 8 : 4,
                end,
                initial.registerSet().get(wide ? "rdi" : "edi"));
        assertCarried(slot, SLOT + Layout.FX + 24, 4, end, initial.registerSet().get("mxcsr"));
    }

    /// The low bytes are those of the slot, the others the initial state's.
    private static void assertCarried(byte[] slot, int from, int bytes, MachineState end, RegisterSet.Register r) {
        byte[] expected = new byte[r.bytes()];
        Arrays.fill(expected, (byte) 0x55);
        System.arraycopy(slot, from, expected, 0, bytes);
        assertArrayEquals(expected, end.bytes(r.name()), r.name());
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void aStatesBlockIsASlots(Isa isa) {
        RegisterSet set = RegisterSet.of(isa);
        boolean wide = isa == Isa.X86_64;
        for (int i = 0; i < (wide ? 16 : 8); i++) {
            assertEquals(8 * i, set.registers().get(i).offset());
        }
        assertEquals(X86Places.POINTER, set.get(wide ? "rip" : "eip").offset());
        assertEquals(X86Places.FLAGS, set.get(wide ? "rflags" : "eflags").offset());
        assertEquals(X86Places.STACK_POINTER, set.get(wide ? "rsp" : "esp").offset());
        assertEquals(X86Places.MXCSR, set.get("mxcsr").offset());
        for (int i = 0; i < 8; i++) {
            assertEquals(X86Places.X87 + 16 * i, set.get("st" + i).offset());
            assertEquals(X86Places.MASKS + 8 * i, set.get("k" + i).offset());
            assertEquals(X86Places.VECTORS + 64 * i, set.get("zmm" + i).offset());
        }
    }

    @Test
    void whatASlotIsGivenLaterDoesNotChangeAnOutcome() {
        X86RegisterFile file = new X86RegisterFile(Isa.X86_64, feature -> false);
        byte[] slot = random(SLOT + Layout.VECTORS + 32 * 64);
        byte[] before = slot.clone();
        MachineState initial = new MachineState(Isa.X86_64, 0, 0);
        MachineState.Image image = file.read(MemorySegment.ofArray(slot), SLOT, initial, 0);
        Arrays.fill(slot, (byte) 0);
        MachineState end = MachineState.of(Isa.X86_64, image, new byte[0], new byte[0]);
        assertCarried(
                before, SLOT + Layout.REGISTERS, 8, end, initial.registerSet().get("rax"));
    }
}
