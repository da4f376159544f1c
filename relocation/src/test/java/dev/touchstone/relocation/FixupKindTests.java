package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FixupKindTests {
    private static final List<FixupTable> TABLES =
            List.of(X8664Fixups.TABLE, X8632Fixups.TABLE, AArch64Fixups.TABLE, AArch32Fixups.TABLE);

    static Stream<Arguments> kinds() {
        return TABLES.stream().flatMap(table -> table.kinds().stream().map(kind -> Arguments.of(table, kind)));
    }

    /// The manuals' ranges, written down here from the instruction pages to hold the derived ones against.
    @ParameterizedTest
    @CsvSource({
        "x86, R_386_PC8, -128, 127, 1",
        "x86-64, R_X86_64_PC32, -2147483648, 2147483647, 1",
        "x86-64, R_X86_64_32, 0, 4294967295, 1",
        "x86-64, R_X86_64_16, -32768, 65535, 1",
        "a64, R_AARCH64_CALL26, -134217728, 134217724, 4",
        "a64, R_AARCH64_CONDBR19, -1048576, 1048572, 4",
        "a64, R_AARCH64_TSTBR14, -32768, 32764, 4",
        "a64, R_AARCH64_ADR_PREL_LO21, -1048576, 1048575, 1",
        "a64, R_AARCH64_ADR_PREL_PG_HI21, -4294967296, 4294963200, 4096",
        "a64, R_AARCH64_MOVW_UABS_G1, 0, 4294967295, 1",
        "a64, R_AARCH64_MOVW_SABS_G0, -65536, 65535, 1",
        "a64, R_AARCH64_MOVW_PREL_G2, -281474976710656, 281474976710655, 1",
        "a64, R_AARCH64_TLSLE_ADD_TPREL_HI12, 0, 16777215, 1",
        "a64, R_AARCH64_TLSLE_LDST64_TPREL_LO12, 0, 4088, 8",
        "a64, R_AARCH64_LD64_GOTPAGE_LO15, 0, 32760, 8",
        "a64, fixup_aarch64_pcrel_branch16, -262140, 0, 4",
        "arm, R_ARM_JUMP24, -33554432, 33554428, 4",
        "arm, R_ARM_CALL_BLX, -33554432, 33554430, 2",
        "arm, R_ARM_LDR_PC_G0, -4095, 4095, 1",
        "arm, R_ARM_LDRS_PC_G0, -255, 255, 1",
        "arm, R_ARM_LDC_PC_G0, -1020, 1020, 4",
        "arm, fixup_arm_pcrel_9, -510, 510, 2",
        "arm, R_ARM_PREL31, -1073741824, 1073741823, 1",
        "arm, R_ARM_THM_CALL, -16777216, 16777214, 2",
        "arm, R_ARM_THM_CALL_BLX, -16777216, 16777212, 4",
        "arm, R_ARM_THM_JUMP19, -1048576, 1048574, 2",
        "arm, R_ARM_THM_JUMP11, -2048, 2046, 2",
        "arm, R_ARM_THM_JUMP8, -256, 254, 2",
        "arm, R_ARM_THM_JUMP6, 0, 126, 2",
        "arm, R_ARM_THM_PC8, 0, 1020, 4",
        "arm, R_ARM_THM_PC12, -4095, 4095, 1",
        "arm, R_ARM_THM_ALU_PREL_11_0, -4095, 4095, 1",
        "arm, fixup_t2_pcrel_10, -1020, 1020, 4",
        "arm, fixup_wls, 0, 4094, 2",
        "arm, fixup_le, -4094, 0, 2",
        "arm, R_ARM_THM_BF12, -4096, 4094, 2",
        "arm, R_ARM_THM_BF16, -65536, 65534, 2",
        "arm, R_ARM_THM_BF18, -262144, 262142, 2"
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

    /// Both ends of the range, what lies beside them, and random values. What is stored comes back: the same
    /// value, or where bits are left to other instructions, one with the same bits.
    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsAppliedIsReadBack(FixupTable table, FixupKind kind) {
        SplittableRandom random = new SplittableRandom(7);
        int applied = 0;
        for (long value : values(table, kind, random)) {
            byte[] code = new byte[10];
            random.nextBytes(code);
            byte[] before = code.clone();
            try {
                FixupPlace.apply(kind, code, value);
            } catch (RelocationException e) {
                assertTrue(e.getMessage().contains("no modified immediate") || isGroup(kind), e.getMessage());
                assertArrayEquals(before, code, "a refused fixup writes nothing");
                continue;
            }
            applied++;
            long read = kind.read(code, 0);
            byte[] again = before.clone();
            if (!kind.name().contains("_NC") && !isGroup(kind)) {
                assertTrue(sameBits(kind, value, read), kind + " " + value + " reads " + read);
            }
            if (!isGroup(kind)) {
                FixupPlace.apply(kind, again, read);
                assertArrayEquals(code, again, kind + " " + value + " again");
            }
            assertTrue(Arrays.equals(before, kind.bytes(), 10, code, kind.bytes(), 10), "bytes behind the fixup stay");
        }
        assertTrue(applied > 2, kind + " took " + applied);
    }

    private static boolean isGroup(FixupKind kind) {
        return kind.name().matches("R_ARM_[A-Z]+_(PC|SB)_G([12]|[01]_NC).*");
    }

    /// Equal, or equal in the bits that the kind stores of a value that any number may be.
    private static boolean sameBits(FixupKind kind, long value, long read) {
        byte[] one = new byte[8];
        byte[] other = new byte[8];
        FixupPlace.apply(kind, one, value);
        FixupPlace.apply(kind, other, read);
        boolean whole = kind.minimum() != Long.MIN_VALUE && kind.alignment() > 1
                || kind.name().endsWith("PC8");
        return Arrays.equals(one, other) && (!whole || kind.minimum() < -(1L << 30) || value == read);
    }

    private static Set<Long> values(FixupTable table, FixupKind kind, SplittableRandom random) {
        Set<Long> values = new LinkedHashSet<>();
        long step = kind.alignment();
        values.addAll(List.of(kind.minimum(), kind.minimum() + step, kind.maximum(), kind.maximum() - step));
        values.addAll(List.of(0L, 4096L & -kind.alignment()));
        long first = Math.ceilDiv(kind.minimum(), step);
        long last = Math.floorDiv(kind.maximum(), step);
        for (int i = 0; i < 400; i++) {
            long span = last - first;
            values.add((span < 0 || span == Long.MAX_VALUE
                            ? random.nextLong() >> random.nextInt(63)
                            : first + random.nextLong(span + 1))
                    * step);
            values.add((random.nextLong() & 0xFF) << random.nextInt(12) * 2);
        }
        values.removeIf(v -> v < kind.minimum()
                || v > kind.maximum()
                || v % step != 0
                || !FixupPlace.isAddressable(table, v)
                || kind.arithmetic().isOfPages() && v % 4096 != 0);
        return values;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theLastReachableValuesAreTakenAndOneStepBeyondIsRefused(FixupTable table, FixupKind kind) {
        for (int end : new int[] {-1, 1}) {
            long last = end < 0 ? kind.minimum() : kind.maximum();
            long beyond = last + end * kind.alignment();
            boolean wrapped = end < 0 ? beyond > last : beyond < last;
            if (wrapped || !FixupPlace.isAddressable(table, beyond)) {
                continue; // there is no such number
            }
            byte[] code = new byte[8];
            FixupPlace.apply(kind, code, last);
            byte[] blank = new byte[8];
            RelocationException refused =
                    assertThrows(RelocationException.class, () -> FixupPlace.apply(kind, blank, beyond));
            assertTrue(
                    refused.getMessage().startsWith(kind.name() + " at offset 0x0, to label \"x\": "),
                    refused::getMessage);
            assertTrue(
                    refused.getMessage()
                            .contains(" is out of range; allowed are " + kind.minimum() + " to " + kind.maximum()),
                    refused::getMessage);
            assertArrayEquals(new byte[8], blank);
        }
    }

    /// Every kind with an end that an address can lie beyond has one on both sides, but for those that reach
    /// forward or backward alone; so the test above leaves nothing out unseen.
    @Test
    void mostKindsHaveEnds() {
        long ends = kinds().filter(a -> {
                    FixupKind kind = (FixupKind) a.get()[1];
                    return FixupPlace.isAddressable((FixupTable) a.get()[0], kind.maximum() + kind.alignment())
                            && kind.maximum() < Long.MAX_VALUE - kind.alignment();
                })
                .count();
        assertTrue(ends > 120, ends + " kinds have an end");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNotAlignedIsRefused(FixupTable table, FixupKind kind) {
        if (kind.alignment() == 1 || kind.arithmetic().isOfPages()) {
            return; // every value is aligned
        }
        long value = kind.maximum() == Long.MAX_VALUE ? 1 : 1 + Math.max(kind.minimum(), -kind.alignment());
        boolean dropsT = kind.formula().contains("| T") && kind.alignment() == 2;
        byte[] code = new byte[8];
        if (dropsT) {
            // bit 0 of the symbol is T, no part of the distance; that of the addend is
            RelocationException refused = assertThrows(
                    RelocationException.class, () -> kind.apply(code, 0, t -> 0x1000L, 1, 0x1000L, "test"));
            assertTrue(refused.getMessage().contains(" is not aligned; "), refused::getMessage);
            kind.apply(code, 0, t -> 0x1001L, 0, 0x1000L, "test");
            assertEquals(0, kind.read(code, 0));
        } else {
            RelocationException refused =
                    assertThrows(RelocationException.class, () -> FixupPlace.apply(kind, code, value));
            assertTrue(refused.getMessage().contains(" is not aligned; "), refused::getMessage);
            assertTrue(refused.getMessage().endsWith(" in steps of " + kind.alignment()), refused::getMessage);
        }
        assertTrue(FixupPlace.isAddressable(table, value));
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

    /// The three instructions of a group add up to the distance.
    @Test
    void groupsAddUp() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5000; i++) {
            long distance = random.nextInt() >> random.nextInt(28);
            byte[] code = new byte[12];
            FixupPlace.apply(AArch32Fixups.R_ARM_ALU_PC_G0_NC, code, distance);
            long sum = AArch32Fixups.R_ARM_ALU_PC_G0_NC.read(code, 0);
            FixupPlace.apply(AArch32Fixups.R_ARM_ALU_PC_G1_NC, code, distance);
            sum += AArch32Fixups.R_ARM_ALU_PC_G1_NC.read(code, 0);
            long rest = Math.abs(distance) - Math.abs(sum);
            assertTrue(rest >= 0 && rest <= 0xFFFF, () -> "0x" + Long.toHexString(distance) + " leaves " + rest);
            if (rest <= 0xFFF) {
                FixupPlace.apply(AArch32Fixups.R_ARM_LDR_PC_G2, code, distance);
                assertEquals(distance, sum + AArch32Fixups.R_ARM_LDR_PC_G2.read(code, 0));
            }
        }
    }

    @Test
    void aKindThatNeedsATableIsNotForImages() {
        byte[] code = new byte[4];
        RelocationException refused = assertThrows(
                RelocationException.class,
                () -> X8664Fixups.R_X86_64_GOTPCREL.apply(code, 0, 0x1000, -4, 0x2000, "\"memcpy\""));
        assertEquals(
                "R_X86_64_GOTPCREL at offset 0x0, to \"memcpy\": G + GOT + A - P takes the address of the symbol's entry"
                        + " in the global offset table, which an image does not have; write an object file for a linker"
                        + " that makes it",
                refused.getMessage());
        assertFalse(X8664Fixups.R_X86_64_GOTPCREL.isForImages());
        assertTrue(X8664Fixups.R_X86_64_PLT32.isForImages());
        X8664Fixups.R_X86_64_PLT32.apply(code, 0, 0x1000, -4, 0x2000, "\"memcpy\"");
        assertEquals(-0x1004, X8664Fixups.R_X86_64_PLT32.read(code, 0));
    }

    @Test
    void arithmeticWrapsAroundAt32BitsWhereAddressesDo() {
        byte[] code = new byte[4];
        X8632Fixups.R_386_PC32.apply(code, 0, 0x1000, -4, 0xFFFF_F000L, "test");
        assertEquals(0x1FFC, X8632Fixups.R_386_PC32.read(code, 0));
        AArch32Fixups.R_ARM_CALL.apply(code, 0, 0xFFFF_FF00L, -8, 0x100, "test");
        assertEquals(-0x208, AArch32Fixups.R_ARM_CALL.read(code, 0));
        RelocationException beyond = assertThrows(
                RelocationException.class, () -> X8632Fixups.R_386_32.apply(code, 0, 0x1_0000_0000L, 0, 0, "\"far\""));
        assertEquals("R_386_32 at offset 0x0, to \"far\": address 0x100000000 is beyond 32 bits", beyond.getMessage());
    }

    @Test
    void aMarkPatchesNothing() {
        for (FixupKind kind : List.of(AArch64Fixups.R_AARCH64_TLSDESC_CALL, AArch32Fixups.R_ARM_V4BX)) {
            byte[] code = {1, 2, 3, 4};
            kind.apply(code, 0, 0x1234, 5, 6, "test");
            assertArrayEquals(new byte[] {1, 2, 3, 4}, code);
            assertTrue(kind.positionIndependent());
        }
    }

    /// Object files hold a kind's number, so a kind without one says so.
    @Test
    void aKindWithoutARelocationSaysSo() {
        assertFalse(AArch32Fixups.FIXUP_LE.hasElfType());
        RelocationException none = assertThrows(RelocationException.class, AArch32Fixups.FIXUP_LE::elfType);
        assertTrue(none.getMessage().startsWith("fixup_le has no relocation in ELF files"), none.getMessage());
        assertEquals(AArch32Fixups.R_ARM_THM_CALL.elfType(), AArch32Fixups.R_ARM_THM_CALL_BLX.elfType());
    }

    /// A constant for each row, so that nothing has to be looked up, and none without a row.
    @Test
    void everyRowHasItsConstant() throws IllegalAccessException {
        List<Class<?>> classes =
                List.of(X8664Fixups.class, X8632Fixups.class, AArch64Fixups.class, AArch32Fixups.class);
        for (int i = 0; i < classes.size(); i++) {
            List<FixupKind> constants = new ArrayList<>();
            for (Field field : classes.get(i).getFields()) {
                if (field.getType() == FixupKind.class && Modifier.isStatic(field.getModifiers())) {
                    FixupKind kind = (FixupKind) field.get(null);
                    assertEquals(field.getName(), kind.name().toUpperCase(java.util.Locale.ROOT));
                    constants.add(kind);
                }
            }
            List<FixupKind> rows = new ArrayList<>(TABLES.get(i).kinds());
            rows.removeAll(constants);
            assertEquals(
                    List.of(),
                    rows,
                    "rows without a constant in " + classes.get(i).getSimpleName());
            assertEquals(TABLES.get(i).kinds().size(), Set.copyOf(constants).size());
        }
    }
}
