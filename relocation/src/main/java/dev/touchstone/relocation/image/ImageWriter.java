package dev.touchstone.relocation.image;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.CodeImage.Section;
import dev.touchstone.relocation.CodeImage.Symbol;
import dev.touchstone.relocation.Relocation;
import dev.touchstone.relocation.RelocationException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the bytes of one file.
final class ImageWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
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
        image.sections().forEach(section -> out.writeBytes(image.bytes(section)));

        byte[] file = Arrays.copyOf(out.toByteArray(), out.size() + ImageFormat.CHECKSUM_BYTES);
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int checksumAt = out.size();
        buffer.putInt(ImageFormat.FILE_SIZE_AT, file.length);
        buffer.putInt(checksumAt, (int) ImageFormat.checksum(file, checksumAt));
        return file;
    }

    private void header(CodeImage image) {
        out.writeBytes(ImageFormat.MAGIC);
        number(2, ImageFormat.VERSION);
        number(2, 0);
        machine(image.machine().name());
        number(4, 0); // The file's size, when it is known.
        number(4, image.sections().size());
        number(4, image.symbolTable().size());
        number(4, kinds.size());
        number(4, externals.size());
        number(4, image.relocations().size());
    }

    private void section(Section section) {
        number(1, ImageFormat.KINDS.indexOf(section.kind()));
        number(1, Integer.numberOfTrailingZeros(section.alignment()));
        number(2, 0);
        machine(section.machine().name());
        number(4, section.size());
    }

    private void symbol(Symbol symbol) {
        number(4, symbol.offset());
        number(1, ImageFormat.TYPES.indexOf(symbol.type()));
        number(1, symbol.global() ? 1 : 0);
        name(symbol.name());
    }

    private void relocation(Relocation relocation) {
        String external = relocation.external();
        number(4, relocation.offset());
        number(2, kinds.getOrDefault(relocation.kind().name(), 0));
        number(2, external == null ? 0 : 1);
        number(4, external == null ? relocation.target() : externals.getOrDefault(external, 0));
        number(8, relocation.addend());
    }

    private void machine(String name) {
        out.writeBytes(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), ImageFormat.MACHINE_BYTES));
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
        number(2, bytes.length);
        out.writeBytes(bytes);
    }

    private void number(int count, long value) {
        for (int i = 0; i < count; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }
}
