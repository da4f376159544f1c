package dev.touchstone.relocation.image;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.CodeImage.Section;
import dev.touchstone.relocation.CodeImage.Symbol;
import dev.touchstone.relocation.Relocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the bytes of one file.
final class ImageWriter {
    private final LittleEndianOutput out = new LittleEndianOutput();
    private final Map<String, Integer> kinds = new LinkedHashMap<>();
    private final Map<String, Integer> externals = new LinkedHashMap<>();

    private ImageWriter() {}

    static byte[] bytes(CodeImage image) {
        return new ImageWriter().write(image);
    }

    private byte[] write(CodeImage image) {
        for (Relocation relocation : image.relocations()) {
            kinds.putIfAbsent(relocation.kind().name(), kinds.size());
            if (relocation.external() != null) {
                externals.putIfAbsent(relocation.external(), externals.size());
            }
        }
        header(image);
        image.sections().forEach(this::section);
        image.symbolTable().forEach(this::symbol);
        kinds.keySet().forEach(this::name);
        externals.keySet().forEach(this::name);
        image.relocations().forEach(this::relocation);
        image.sections().forEach(section -> out.bytes(image.bytes(section)));
        out.patch32(ImageFormat.FILE_SIZE_AT, out.size() + ImageFormat.CHECKSUM_BYTES);
        out.u32(ImageFormat.checksum(out.toByteArray(), out.size()));
        return out.toByteArray();
    }

    private void header(CodeImage image) {
        out.bytes(ImageFormat.MAGIC);
        out.u16(ImageFormat.VERSION);
        out.u16(0);
        out.field(ImageFormat.MACHINE_BYTES, image.machine().name());
        out.u32(0); // The file's size, when it is known.
        out.u32(image.sections().size());
        out.u32(image.symbolTable().size());
        out.u32(kinds.size());
        out.u32(externals.size());
        out.u32(image.relocations().size());
    }

    private void section(Section section) {
        out.u8(ImageFormat.KINDS.indexOf(section.kind()));
        out.u8(Integer.numberOfTrailingZeros(section.alignment()));
        out.u16(0);
        out.field(ImageFormat.MACHINE_BYTES, section.machine().name());
        out.u32(section.size());
    }

    private void symbol(Symbol symbol) {
        out.u32(symbol.offset());
        out.u8(ImageFormat.TYPES.indexOf(symbol.type()));
        out.u8(symbol.global() ? 1 : 0);
        name(symbol.name());
    }

    private void relocation(Relocation relocation) {
        String external = relocation.external();
        out.u32(relocation.offset());
        out.u16(kinds.getOrDefault(relocation.kind().name(), 0));
        out.u16(external == null ? 0 : 1);
        out.u32(external == null ? relocation.target() : externals.getOrDefault(external, 0));
        out.u64(relocation.addend());
    }

    private void name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > ImageFormat.LONGEST_NAME) {
            throw new RelocationException("an image file holds names of up to %d bytes, not of %d: \"%s...\""
                    .formatted(ImageFormat.LONGEST_NAME, bytes.length, name.substring(0, 40)));
        }
        if (!new String(bytes, StandardCharsets.UTF_8).equals(name)) {
            throw new RelocationException(
                    "an image file holds names in Unicode; \"" + name + "\" has half a character");
        }
        out.u16(bytes.length);
        out.bytes(bytes);
    }
}
