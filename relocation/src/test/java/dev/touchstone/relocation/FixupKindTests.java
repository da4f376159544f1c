package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FixupKindTests {
    static Stream<FixupKind> kinds() {
        return Stream.of(X8664Fixups.TABLE, X8632Fixups.TABLE, AArch64Fixups.TABLE, AArch32Fixups.TABLE)
                .flatMap(table -> table.kinds().stream());
    }

    /// The manuals' ranges, written down here from the instruction pages to hold the derived ones against.
    @ParameterizedTest
    @CsvSource({
        "x86, R_386_PC8, -128, 127, 1",
        "x86-64, R_X86_64_PC32, -2147483648, 2147483647, 1",
        "a64, R_AARCH64_CALL26, -134217728, 134217724, 4",
        "a64, R_AARCH64_CONDBR19, -1048576, 1048572, 4",
        "a64, R_AARCH64_TSTBR14, -32768, 32764, 4",
        "a64, R_AARCH64_ADR_PREL_LO21, -1048576, 1048575, 1",
        "a64, R_AARCH64_ADR_PREL_PG_HI21, -4294967296, 4294963200, 4096",
        "arm, R_ARM_JUMP24, -33554432, 33554428, 4",
        "arm, R_ARM_LDR_PC_G0, -4095, 4095, 1",
        "arm, R_ARM_THM_CALL, -16777216, 16777214, 2",
        "arm, R_ARM_THM_JUMP19, -1048576, 1048574, 2",
        "arm, R_ARM_THM_JUMP11, -2048, 2046, 2",
        "arm, R_ARM_THM_JUMP8, -256, 254, 2",
        "arm, R_ARM_THM_JUMP6, 0, 126, 2",
        "arm, R_ARM_THM_PC8, 0, 1020, 4"
    })
    void rangeFollowsFromTheScatter(String table, String name, long minimum, long maximum, long step) {
        FixupKind kind = switch (table) {
            case "x86" -> X8632Fixups.TABLE.get(name);
            case "x86-64" -> X8664Fixups.TABLE.get(name);
            case "a64" -> AArch64Fixups.TABLE.get(name);
            default -> AArch32Fixups.TABLE.get(name);
        };
        assertEquals(minimum, kind.minimum());
        assertEquals(maximum, kind.maximum());
        assertEquals(step, kind.alignment());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsAppliedIsReadBack(FixupKind kind) {
        if (!kind.positionIndependent()) {
            return; // what these store depends on two addresses; CodeBufferTests links them
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            long value = switch (i) {
                case 0 -> kind.minimum();
                case 1 -> kind.maximum();
                case 2 -> 0;
                default -> {
                    long span = kind.maximum() / kind.alignment() - kind.minimum() / kind.alignment();
                    long step = span <= 0 ? random.nextLong() : random.nextLong(span + 1);
                    yield (kind.minimum() / kind.alignment() + step) * kind.alignment();
                }
            };
            byte[] code = new byte[8];
            random.nextBytes(code);
            byte[] before = code.clone();
            kind.apply(code, 0, value, 0, 0, "test");
            long read = kind.read(code, 0);
            int bits = kind.bytes() * 8;
            assertEquals(
                    bits == 64 ? value : value << 64 - bits, bits == 64 ? read : read << 64 - bits, kind + " " + value);
            assertTrue(Arrays.equals(before, kind.bytes(), 8, code, kind.bytes(), 8), "bytes behind the fixup stay");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void oneStepBeyondEitherEndIsRefusedAndWritesNothing(FixupKind kind) {
        for (long value : new long[] {kind.minimum() - kind.alignment(), kind.maximum() + kind.alignment()}) {
            boolean wrapped = value > 0 == (value < kind.minimum()) || kind.maximum() == Long.MAX_VALUE;
            if (wrapped || !kind.positionIndependent()) {
                continue; // no such number, or the formula rounds it
            }
            byte[] code = new byte[8];
            RelocationException refused =
                    assertThrows(RelocationException.class, () -> kind.apply(code, 0, value, 0, 0, "label \"x\""));
            assertTrue(refused.getMessage().contains(kind.name()), refused.getMessage());
            assertTrue(refused.getMessage().contains("allowed are " + kind.minimum()), refused.getMessage());
            assertEquals(0, kind.bytes() == 8 ? Container.LE64.read(code, 0) : Container.LE32.read(code, 0));
        }
    }

    /// Words that LLVM gives for these branches (llvm-mc -show-encoding).
    @ParameterizedTest
    @CsvSource({
        "R_ARM_THM_CALL, 0x00000ffc, f000fffe, f000d000", // bl +0x1000 (addend -4)
        "R_ARM_THM_CALL, -4, f7fffffe, f000d000",
        "R_ARM_THM_JUMP24, 0xfffffe, f3ff97ff, f0009000",
        "R_ARM_THM_JUMP19, -4, f43faffe, f0008000",
        "R_ARM_THM_JUMP19, 0xffffe, f03fafff, f0008000"
    })
    void wideThumbBranches(String name, String value, String expected, String opcode) {
        byte[] code = new byte[4];
        Container.THUMB32.write(code, 0, Long.parseLong(opcode, 16));
        AArch32Fixups.TABLE.get(name).apply(code, 0, Long.decode(value), 0, 0, "test");
        assertEquals(expected, Long.toHexString(Container.THUMB32.read(code, 0)));
    }

    @Test
    void aWrongRowIsNamedWithFileAndLine() throws IOException {
        String[] rows = {
            "X | 1 | 32 | S + A | - | 31:0=31:0",
            "X | 1 | 32 | S * A | - | 31:0=31:0 | signed",
            "X | 1 | 8 | S + A | - | 31:0=31:0 | signed",
            "X | 1 | 32 | S + A | - | 31:0=30:0 | signed",
            "X | 1 | 32 | S + A | - | 15:0=15:0 15:8=23:16 | signed"
        };
        for (String row : rows) {
            IllegalArgumentException wrong = assertThrows(
                    IllegalArgumentException.class,
                    () -> FixupTable.parse(
                            "planted.fixups", new BufferedReader(new StringReader("# comment\n" + row))));
            assertTrue(wrong.getMessage().startsWith("planted.fixups:2: "), wrong.getMessage());
        }
    }
}
