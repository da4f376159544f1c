package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// T: the lowest bit of a T32 function's address, and branches between A32 and T32 code.
final class ThumbStateTests {
    private static final long ADDRESS = 0x10000;

    private final CodeBuffer t32 = new CodeBuffer(Machine.T32);
    private final CodeBuffer data = t32.section(SectionKind.DATA);

    private int word(CodeImage image, int offset) {
        return ByteBuffer.wrap(image.at(ADDRESS))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(image.offsetOf("data") + offset);
    }

    private CodeImage image() {
        return t32.toImage();
    }

    private void function(CodeBuffer code, String name, SymbolType type) {
        code.put16(0xBF00);
        code.put16(0xBF00);
        code.bind(code.label(name));
        code.put16(0x4770);
        code.put16(0xBF00);
        code.type(code.label(name), type);
    }

    @Test
    void theAddressOfAT32FunctionIsOdd() {
        data.bind(data.label("data"));
        data.data().address(t32.label("f")).address(t32.label("f").plus(2)).relative(4, t32.label("f"));
        data.data().address(t32.label("place")).address(t32.label("f").plus(1));
        function(t32, "f", SymbolType.FUNCTION);
        t32.bind(t32.label("place"));
        CodeImage image = image();
        long at = ADDRESS + image.offsetOf("data");
        assertEquals(ADDRESS + 5, word(image, 0));
        assertEquals(ADDRESS + 7, word(image, 4));
        assertEquals((int) (ADDRESS + 5 - (at + 8)), word(image, 8));
        assertEquals(ADDRESS + 8, word(image, 12), "a label is no function");
        assertEquals(ADDRESS + 5, word(image, 16), "(S + A) | T");
        assertEquals(4, image.offsetOf("f"), "the function's place is even");
    }

    @Test
    void thatOfAnA32FunctionAndOfT32DataIsEven() {
        CodeBuffer a32 = t32.section(SectionKind.TEXT, Machine.A32);
        data.bind(data.label("data"));
        data.data().address(t32.label("f")).address(t32.label("o"));
        a32.bind(a32.label("f"));
        a32.put32(0xE12F_FF1E);
        a32.type(a32.label("f"), SymbolType.FUNCTION);
        function(t32, "o", SymbolType.OBJECT);
        CodeImage image = image();
        assertEquals(ADDRESS + image.offsetOf("f"), word(image, 0));
        assertEquals(ADDRESS + image.offsetOf("o"), word(image, 4));
    }

    /// `adr.w` and a distance within the section are as odd, whether the type is told before or after.
    @Test
    void theDistanceToAT32FunctionIsOddInItsOwnSectionToo() {
        function(t32, "before", SymbolType.FUNCTION);
        int adr = t32.position();
        t32.put32(0x0000_F20F);
        t32.fixup(AArch32Fixups.R_ARM_THM_ALU_PREL_11_0, adr, t32.label("before"), -4);
        int distance = t32.position();
        t32.data().relative(4, t32.label("after"));
        int between = t32.position();
        t32.put32(0x0000_F20F);
        t32.fixup(AArch32Fixups.R_ARM_THM_ALU_PREL_11_0, between, t32.label("place"), -4);
        function(t32, "after", SymbolType.FUNCTION);
        t32.bind(t32.label("place"));
        CodeImage image = image();
        byte[] bytes = image.at(ADDRESS);
        assertEquals(5 - (adr + 4), AArch32Fixups.R_ARM_THM_ALU_PREL_11_0.read(bytes, adr));
        assertEquals(
                image.offsetOf("after") + 1 - distance,
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(distance));
        assertEquals(
                image.offsetOf("place") - (between + 4), AArch32Fixups.R_ARM_THM_ALU_PREL_11_0.read(bytes, between));
    }

    @Test
    void aBranchGoesToTheFunctionsEvenPlace() {
        function(t32, "f", SymbolType.FUNCTION);
        int bl = t32.position();
        t32.put32(0xF800_F000);
        t32.fixup(AArch32Fixups.R_ARM_THM_CALL, bl, t32.label("f"), -4);
        assertEquals(4 - (bl + 4), AArch32Fixups.R_ARM_THM_CALL.read(image().at(ADDRESS), bl));
    }

    @Test
    void blxLeadsToTheOtherSetAndBlDoesNot() {
        CodeBuffer a32 = t32.section(SectionKind.TEXT, Machine.A32);
        function(t32, "thumb", SymbolType.FUNCTION);
        a32.bind(a32.label("arm"));
        a32.put32(0xFA00_0000);
        a32.fixup(AArch32Fixups.R_ARM_CALL_BLX, 0, a32.label("thumb"), -8);
        int blx = t32.position();
        t32.put32(0xE800_F000);
        t32.fixup(AArch32Fixups.R_ARM_THM_CALL_BLX, blx, t32.label("arm"), -4);
        CodeImage image = image();
        int arm = image.offsetOf("arm");
        byte[] bytes = image.at(ADDRESS);
        assertEquals(4 - (arm + 8), AArch32Fixups.R_ARM_CALL_BLX.read(bytes, arm));
        assertEquals(arm - (blx + 4 & ~3), AArch32Fixups.R_ARM_THM_CALL_BLX.read(bytes, blx));

        t32.put32(0xF800_F000);
        t32.fixup(AArch32Fixups.R_ARM_THM_CALL, t32.position() - 4, t32.label("arm"), -4);
        RelocationException e = assertThrows(RelocationException.class, this::image);
        assertEquals(
                "R_ARM_THM_CALL at offset 0xc of t32 code, to \"arm\": that is a32 code, and the branch does not change to"
                        + " it; use BLX or BX",
                e.getMessage());
    }

    @Test
    void anA32BranchToT32CodeIsRefused() {
        CodeBuffer a32 = new CodeBuffer(Machine.A32);
        CodeBuffer thumb = a32.section(SectionKind.TEXT, Machine.T32);
        a32.put32(0xEA00_0000);
        a32.fixup(AArch32Fixups.R_ARM_JUMP24, 0, a32.label("f"), -8);
        function(thumb, "f", SymbolType.UNTYPED);
        assertThrows(RelocationException.class, a32::toImage);
    }

    /// An external T32 function is given by its odd address, an A32 one by its even one.
    @Test
    void anExternalFunctionsAddressIsAsItIsGiven() {
        data.bind(data.label("data"));
        data.data().address(t32.external("thumb").plus(4)).relative(4, t32.external("thumb"));
        data.data().address(t32.external("arm"));
        int movw = t32.position();
        t32.put32(0x0000_F240);
        t32.fixup(AArch32Fixups.R_ARM_THM_MOVW_ABS_NC, movw, t32.external("thumb"), 0);
        int bl = t32.position();
        t32.put32(0xF800_F000);
        t32.fixup(AArch32Fixups.R_ARM_THM_CALL, bl, t32.external("thumb"), -4);
        CodeImage image = image();
        byte[] bytes = image.at(ADDRESS, Map.of("thumb", 0x20101L, "arm", 0x20200L));
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = image.offsetOf("data");
        assertEquals(0x20105, words.getInt(at));
        assertEquals(0x20101 - (ADDRESS + at + 4), words.getInt(at + 4));
        assertEquals(0x20200, words.getInt(at + 8));
        assertEquals(0x101, AArch32Fixups.R_ARM_THM_MOVW_ABS_NC.read(bytes, movw));
        assertEquals(0x20100 - (ADDRESS + bl + 4), AArch32Fixups.R_ARM_THM_CALL.read(bytes, bl), "no stub");
    }
}
