package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionTests {
    private final CodeBuffer code = new CodeBuffer(Machine.A64);
    private final CodeBuffer rodata = code.section(SectionKind.RODATA);
    private final CodeBuffer data = code.section(SectionKind.DATA);
    private final CodeBuffer bss = code.section(SectionKind.BSS);

    private static long le(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xFFL) << 8 * i;
        }
        return value;
    }

    @Test
    void sectionsStandBehindEachOtherAndReferToEachOther() {
        Label table = code.label("table");
        code.put32(0x5800_0000); // ldr x0, table
        code.fixup(AArch64Fixups.R_AARCH64_LD_PREL_LO19, 0, table, 0);
        rodata.align(8);
        rodata.bind(table);
        Label variable = code.label("variable");
        Label room = code.label("room");
        rodata.data().address(variable).address(room).relative(4, table);
        data.data().u8(1).align(4);
        data.bind(variable);
        data.data().u32(0xDEADBEEFL);
        bss.align(16);
        bss.bind(room);
        bss.data().zeros(1000);

        CodeImage image = code.toImage();
        assertEquals(
                List.of(SectionKind.TEXT, SectionKind.RODATA, SectionKind.DATA, SectionKind.BSS),
                image.sections().stream().map(CodeImage.Section::kind).toList());
        assertEquals(8, image.offsetOf("table"));
        assertEquals(0, image.sections().get(2).offset() % CodeImage.PAGE, "variables share no page with code");
        byte[] linked = image.at(0x40_0000);
        assertEquals(0x5800_0000 | 2 << 5, le(linked, 0, 4), "known without the address");
        assertEquals(0x40_0000 + image.offsetOf("variable"), le(linked, 8, 8));
        assertEquals(0x40_0000 + image.offsetOf("room"), le(linked, 16, 8));
        assertEquals(-16 & 0xFFFF_FFFFL, le(linked, 24, 4));
        assertEquals(0xDEADBEEFL, le(linked, image.offsetOf("variable"), 4));
        assertEquals(image.size(), image.offsetOf("room") + 1000);
        assertEquals(2, image.relocations().size(), "only the addresses");
    }

    @Test
    void distancesOfLabels() {
        Label a = code.newLabel();
        Label b = code.newLabel();
        Label far = code.newLabel();
        code.bind(a);
        code.put64(0);
        code.bind(b);
        rodata.data().difference(4, b, a).difference(2, a, b).difference(1, b.plus(3), a);
        rodata.bind(far);
        code.data().difference(4, far, a).difference(4, far, b);
        CodeImage image = code.toImage();
        byte[] linked = image.at(0);
        int constants = image.sections().get(1).offset();
        assertEquals(8, le(linked, constants, 4));
        assertEquals(0xFFF8, le(linked, constants + 4, 2));
        assertEquals(11, le(linked, constants + 6, 1));
        assertEquals(constants + 7, le(linked, 8, 4));
        assertEquals(constants + 7 - 8, le(linked, 12, 4));
    }

    @Test
    void aDistanceThatCannotBeToldIsRefused() {
        Label here = code.newLabel();
        Label there = code.newLabel();
        code.bind(here);
        rodata.bind(there);
        data.data().difference(4, there, here);
        assertTrue(assertThrows(RelocationException.class, code::toImage)
                .getMessage()
                .contains("only in .text"));

        CodeBuffer other = new CodeBuffer(Machine.A64);
        other.data().difference(4, other.external("puts"), other.newLabel());
        assertTrue(assertThrows(RelocationException.class, other::toImage)
                .getMessage()
                .contains("\"puts\" is external"));

        CodeBuffer narrow = new CodeBuffer(Machine.A64);
        Label start = narrow.newLabel();
        Label end = narrow.newLabel();
        narrow.bind(start);
        narrow.data().zeros(300).difference(1, end, start);
        narrow.bind(end);
        assertTrue(assertThrows(RelocationException.class, narrow::toImage)
                .getMessage()
                .contains("does not fit into 1 bytes"));
    }

    @Test
    void numericLocalLabels() {
        CodeBuffer x86 = new CodeBuffer(Machine.X86_32);
        x86.bind(1);
        x86.data().relative(4, x86.forward(1)).relative(4, x86.backward(1));
        x86.bind(1);
        x86.data().relative(4, x86.backward(1)).relative(4, x86.backward(1).plus(-2));
        assertEquals(
                "08000000" + "fcffffff" + "00000000" + "faffffff",
                HexFormat.of().formatHex(x86.toImage().at(0)));
        assertThrows(RelocationException.class, () -> x86.backward(2));
        x86.data().address(x86.forward(7));
        String message = assertThrows(RelocationException.class, x86::toImage).getMessage();
        assertTrue(message.contains("\"7f\""), message);
    }

    @Test
    void codeIsAlignedByInstructionsAndDataByZeros() {
        CodeBuffer x86 = new CodeBuffer(Machine.X86_64);
        x86.put8(0xC3);
        x86.align(16);
        x86.data().u8(1).align(4);
        byte[] bytes = x86.toImage().at(0);
        assertEquals(
                "c3660f1f840000000000660f1f440000" + "01000000", HexFormat.of().formatHex(bytes));
        assertArrayEquals(new int[] {16}, x86.toObject().sections().getFirst().turns());
        assertEquals(16, x86.toImage().alignment());
        assertThrows(RelocationException.class, () -> x86.align(12));
    }

    @Test
    void dataInCodeIsMarked() {
        code.put32(0xD65F03C0);
        code.data().u32(7);
        code.put32(0xD503201F);
        code.data().u64(1);
        assertArrayEquals(
                new int[] {4, 8, 12}, code.toObject().sections().getFirst().turns());
    }

    @Test
    void zeroRoomTakesNothingElse() {
        assertThrows(RelocationException.class, () -> bss.data().u8(1));
        assertThrows(RelocationException.class, () -> bss.put32(0));
        assertThrows(RelocationException.class, () -> bss.data().zeros(1L << 31));
        assertThrows(RelocationException.class, () -> data.data().u8(256));
    }

    @Test
    void otherMachinesOfTheFamilyShareAnImage() {
        CodeBuffer arm = new CodeBuffer(Machine.A32);
        CodeBuffer thumb = arm.section(SectionKind.TEXT, Machine.T32);
        arm.put32(0xE12FFF1E);
        thumb.put16(0x4770);
        assertEquals("1eff2fe17047", HexFormat.of().formatHex(arm.toImage().at(0)));
        assertThrows(RelocationException.class, () -> arm.section(SectionKind.TEXT, Machine.A64));
    }

    @Test
    void aPatchTakesItsFixupsWithIt() {
        Label old = code.external("old");
        code.put32(0x9400_0000);
        code.fixup(AArch64Fixups.R_AARCH64_CALL26, 0, old, 0);
        code.put32(0xD65F03C0);
        Label next = code.newLabel();
        try (Patch _ = code.patch(0, 4)) {
            code.put32(0x1400_0000);
            code.fixup(AArch64Fixups.R_AARCH64_JUMP26, 0, next, 0);
        }
        code.put32(0xD503201F);
        code.bind(next);
        assertEquals(
                "03000014c0035fd61f2003d5",
                HexFormat.of().formatHex(code.toImage().at(0)));
    }

    @Test
    void aPatchIsFilledUpAndCannotRunOver() {
        code.put32(1);
        code.put32(2);
        code.put32(3);
        Patch full = code.patch(0, 4);
        code.put32(4);
        code.put32(5);
        assertThrows(RelocationException.class, full::close);
        try (Patch _ = code.patch(0, 8)) {
            code.put32(6);
            assertThrows(RelocationException.class, () -> code.patch(8, 12));
            assertThrows(RelocationException.class, code::toImage);
        }
        assertEquals(
                "060000001f2003d503000000",
                HexFormat.of().formatHex(code.toImage().at(0)));
        assertThrows(RelocationException.class, () -> code.patch(8, 16));
    }

    @Test
    void aMovePatchesWhatMustChange() {
        Label here = code.newLabel();
        code.bind(here);
        code.put32(0x9400_0000);
        code.fixup(AArch64Fixups.R_AARCH64_CALL26, 0, code.external("f"), 4); // no stub: beside f
        code.data().u32(0).address(here).address(code.external("g"));
        LinkedImage linked = code.toImage().link(0x1000, Map.of("f", 0x2000L, "g", 0x3000L));
        List<LinkedImage.Change> changes = linked.moveTo(0x1800);
        assertEquals(List.of(new LinkedImage.Change(0, 4), new LinkedImage.Change(8, 8)), changes);
        assertArrayEquals(code.toImage().at(0x1800, Map.of("f", 0x2000L, "g", 0x3000L)), linked.bytes());

        byte[] before = linked.bytes();
        assertThrows(RelocationException.class, () -> linked.moveTo(1L << 40));
        assertArrayEquals(before, linked.bytes());
        assertEquals(0x1800, linked.address());
    }

    @Test
    void positionIndependentCodeMovesUnchanged() {
        Label end = code.newLabel();
        code.put32(0x1400_0000);
        code.fixup(AArch64Fixups.R_AARCH64_JUMP26, 0, end, 0);
        code.bind(end);
        assertEquals(List.of(), code.toImage().link(0, Map.of()).moveTo(0x7FFF_0000_1000L));
    }

    @Test
    void replacedBytesTakeTheirRelocationsWithThem() {
        code.data().address(code.external("f")).address(code.external("g"));
        LinkedImage linked = code.toImage().link(0, Map.of("f", 1L, "g", 2L));
        Relocation toSelf = new Relocation(AArch64Fixups.R_AARCH64_ABS64, 8, null, 8, 0);
        assertThrows(RelocationException.class, () -> linked.replace(0, new byte[8], toSelf));
        linked.replace(4, new byte[12], toSelf);
        assertEquals(List.of(toSelf), linked.relocations());
        linked.moveTo(0x100);
        assertEquals("01000000000000000801000000000000", HexFormat.of().formatHex(linked.bytes()));
    }

    @Test
    void moreThanTheHeapHasIsRefused() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        code.put8(0xC3);
        long bytes = Math.min(Runtime.getRuntime().maxMemory(), Integer.MAX_VALUE - 8);
        RelocationException e =
                assertThrows(RelocationException.class, () -> code.data().zeros(bytes));
        assertTrue(String.valueOf(e.getMessage()).matches(".* -Xmx makes it larger|.* at most 2 GiB"), e::getMessage);
        assertArrayEquals(new byte[] {(byte) 0xC3}, code.toImage().at(0));
    }
}
