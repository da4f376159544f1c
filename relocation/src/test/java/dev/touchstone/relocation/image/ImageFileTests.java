package dev.touchstone.relocation.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.CodeImage.Symbol;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.Relocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTests {
    private final CodeImage full = full();

    /// An image with a bit of everything: A32 and T32 code, all kinds of sections, symbols and relocations.
    static CodeImage full() {
        CodeBuffer code = new CodeBuffer(Machine.A32);
        CodeBuffer thumb = code.section(SectionKind.TEXT, Machine.T32);
        CodeBuffer rodata = code.section(SectionKind.RODATA);
        CodeBuffer data = code.section(SectionKind.DATA);
        CodeBuffer bss = code.section(SectionKind.BSS);
        Label start = code.label("start");
        Label counter = code.label("zähler");
        code.bind(start);
        code.put32(0xEB00_0000);
        code.fixup(AArch32Fixups.R_ARM_CALL, 0, code.external("puts"), -8);
        thumb.bind(code.label("inner"));
        thumb.put16(0x4770);
        rodata.align(16);
        rodata.bind(code.label("table"));
        rodata.data()
                .address(start)
                .address(counter)
                .address(code.external("puts"))
                .address(code.external("environ"));
        data.data().address(code.label("table").plus(4));
        bss.align(8);
        bss.bind(counter);
        bss.data().zeros(8);
        code.export(start, SymbolType.FUNCTION);
        code.export(code.label("inner"), SymbolType.FUNCTION);
        code.export(counter, SymbolType.OBJECT);
        return code.toImage();
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        byte[] file = ImageFile.toBytes(full);
        CodeImage read = ImageFile.read(file, ImageFile.DEFAULT_LIMIT);
        assertEquals(full.sections(), read.sections());
        assertEquals(full.symbolTable(), read.symbolTable());
        assertEquals(full.relocations(), read.relocations());
        assertEquals(full.alignment(), read.alignment());
        assertEquals(full.size(), read.size());
        assertEquals(List.of("puts", "environ"), read.externals());
        assertEquals(
                List.of("start", "inner"),
                read.entryPoints().stream().map(Symbol::name).toList());
        Map<String, Long> externals = Map.of("puts", 0x10_0000L, "environ", 0x20_0000L);
        assertArrayEquals(full.at(0x10_0000, externals), read.at(0x10_0000, externals));
        assertArrayEquals(file, ImageFile.toBytes(read));
    }

    @Test
    void filesAndStreams(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("full.tsi");
        ImageFile.write(full, path);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        ImageFile.write(full, stream);
        assertEquals(full.relocations(), ImageFile.read(path).relocations());
        byte[] bytes = stream.toByteArray();
        assertEquals(
                full.relocations(),
                ImageFile.read(new ByteArrayInputStream(bytes), 1 << 20).relocations());
        ImageFormatException tooLong = assertThrows(
                ImageFormatException.class, () -> ImageFile.read(new ByteArrayInputStream(bytes), bytes.length - 1));
        assertEquals(bytes.length - 1, tooLong.offset());
    }

    @Test
    void nothingButTheMachineIsNeeded() throws IOException {
        for (Machine machine : Machine.all()) {
            byte[] file = ImageFile.toBytes(CodeImage.of(machine, new byte[0]));
            assertEquals(
                    ImageFormat.HEADER_BYTES + ImageFormat.SECTION_BYTES + ImageFormat.CHECKSUM_BYTES, file.length);
            assertEquals(machine, ImageFile.read(file, 0).machine());
        }
    }

    @Test
    void everyTruncationIsRefusedAtItsEnd() {
        byte[] file = ImageFile.toBytes(full);
        for (int length : IntStream.range(0, file.length).toArray()) {
            ImageFormatException e = assertThrows(
                    ImageFormatException.class,
                    () -> ImageFile.read(java.util.Arrays.copyOf(file, length), ImageFile.DEFAULT_LIMIT));
            assertTrue(e.offset() <= length, e.getMessage());
        }
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] file = ImageFile.toBytes(full);
        for (int bit = 0; bit < 8 * file.length; bit++) {
            file[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(ImageFormatException.class, () -> ImageFile.read(file, ImageFile.DEFAULT_LIMIT));
            file[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void imagesLargerThanTheLimitAreRefusedBeforeTheyAreMade() {
        CodeBuffer code = new CodeBuffer(Machine.A64);
        code.section(SectionKind.BSS).data().zeros(1 << 29);
        byte[] file = ImageFile.toBytes(code.toImage());
        String message = assertThrows(ImageFormatException.class, () -> ImageFile.read(file, ImageFile.DEFAULT_LIMIT))
                .getMessage();
        assertTrue(
                message.contains(".bss has 536870912 bytes at offset 0x0 of the image; allowed are 1 to 268435456"),
                message);
    }

    @Test
    void whatNoFileCanHoldIsNotWritten() {
        assertRefused(List.of(new Symbol("a\nb", 0, false, SymbolType.UNTYPED)), List.of(), "control character U+000A");
        assertRefused(List.of(new Symbol("", 0, false, SymbolType.UNTYPED)), List.of(), "has no letters");
        assertRefused(List.of(new Symbol("\uD800", 0, false, SymbolType.UNTYPED)), List.of(), "half a character");
        assertRefused(
                List.of(new Symbol("x".repeat(65536), 0, false, SymbolType.UNTYPED)), List.of(), "up to 65535 bytes");
        assertRefused(List.of(new Symbol("f", 2, true, SymbolType.FUNCTION)), List.of(), "the function \"f\"");
        Relocation call = new Relocation(AArch32Fixups.R_ARM_CALL, 0, "f", 0, 0);
        assertRefused(List.of(), List.of(call, call), "behind the one before");
    }

    private static void assertRefused(List<Symbol> symbols, List<Relocation> relocations, String reason) {
        CodeImage image =
                CodeImage.of(new byte[8], CodeImage.of(Machine.A32, new byte[8]).sections(), symbols, relocations);
        String message = assertThrows(RelocationException.class, () -> ImageFile.toBytes(image))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }
}
