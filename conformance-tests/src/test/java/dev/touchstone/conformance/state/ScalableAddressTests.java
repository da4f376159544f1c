package dev.touchstone.conformance.state;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SVE's addresses, which the vector length multiplies or which stand in vectors, lie in the data window.
class ScalableAddressTests {
    private static final int SEEDS = 50;
    private static final int MOST_ACCESSED = 4 * 32;

    private static MachineState prepare(String text, int seed) {
        MachineLanguage language = MachineLanguages.of(Isa.A64);
        Footprint footprint = language.footprint(language.parse(text, SymbolScope.NONE, AddressMap.CODE));
        StatePreparer preparer = new StatePreparer(Isa.A64, new SplittableRandom(seed));
        return requireNonNull(preparer.prepare(footprint, AddressMap.CODE + 4), text);
    }

    private static void assertInWindow(long address, String text) {
        long offset = address - AddressMap.DATA;
        assertTrue(
                offset >= MOST_ACCESSED && offset < StatePreparer.DATA_BYTES - MOST_ACCESSED,
                () -> text + ": 0x" + Long.toHexString(address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ldr z3, [x1, #-256, mul vl] | -8192",
                "str z3, [x1, #255, mul vl] | 8160",
                "ldr p3, [x1, #255, mul vl] | 1020",
                "str p3, [x1, #-256, mul vl] | -1024",
                "ld1b { z0.d }, p0/z, [x1, #7, mul vl] | 28",
                "ld4d { z0.d, z1.d, z2.d, z3.d }, p0/z, [x1, #-32, mul vl] | -1024"
            })
    void displacementsThatCountVectors(String text, int bytes) {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertInWindow(prepare(text, seed).get("x1") + bytes, text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ld1w { z0.s }, p0/z, [z1.s, #124] | 4 | 124 |",
                "st1d { z0.d }, p0, [z1.d, #248] | 8 | 248 |",
                "ldnt1d { z0.d }, p0/z, [z1.d, x2] | 8 | 0 | x2"
            })
    void vectorsOfAddresses(String text, int lane, long displacement, String index) {
        for (int seed = 0; seed < SEEDS; seed++) {
            MachineState state = prepare(text, seed);
            ByteBuffer lanes = ByteBuffer.wrap(state.bytes("z1")).order(ByteOrder.LITTLE_ENDIAN);
            long rest = displacement + (index == null ? 0 : state.get(index));
            while (lanes.hasRemaining()) {
                assertInWindow((lane == 8 ? lanes.getLong() : lanes.getInt()) + rest, text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ld1d { z0.d }, p0/z, [x1, z2.d, lsl #3]",
                "ld1w { z0.s }, p0/z, [x1, z2.s, uxtw #2]",
                "st1w { z0.d }, p0, [x1, z2.d, sxtw #2]"
            })
    void vectorsOfOffsets(String text) {
        boolean narrow = text.contains(".s,");
        for (int seed = 0; seed < SEEDS; seed++) {
            MachineState state = prepare(text, seed);
            ByteBuffer lanes = ByteBuffer.wrap(state.bytes("z2")).order(ByteOrder.LITTLE_ENDIAN);
            while (lanes.hasRemaining()) {
                long offset = narrow ? lanes.getInt() : lanes.getLong();
                assertInWindow(state.get("x1") + (offset << (text.contains("#3") ? 3 : 2)), text);
            }
        }
    }

    @Test
    void theFirstFaultRegisterIsARunOfOnes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            long value = prepare("rdffr p0.b", seed).get("ffr");
            assertTrue((value & value + 1) == 0, Long.toHexString(value));
        }
    }
}
