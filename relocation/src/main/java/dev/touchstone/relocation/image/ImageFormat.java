package dev.touchstone.relocation.image;

import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/// The numbers of the format; its tables stand on the package's page.
final class ImageFormat {
    static final byte[] MAGIC = HexFormat.of().parseHex("895453490d0a1a0a");
    static final int VERSION = 1;
    static final int MACHINE_BYTES = 8;
    static final int FILE_SIZE_AT = 20;
    static final int HEADER_BYTES = 44;
    static final int SECTION_BYTES = 16;
    static final int MOST_SECTIONS = 8;
    static final int LARGEST_ALIGNMENT_POWER = 20;
    static final int LEAST_NAME_BYTES = 3;
    static final int LEAST_SYMBOL_BYTES = 6 + LEAST_NAME_BYTES;
    static final int RELOCATION_BYTES = 20;
    static final int CHECKSUM_BYTES = 4;
    static final int LONGEST_NAME = 0xFFFF;

    /// The numbers of section kinds are their places here.
    static final List<SectionKind> KINDS =
            List.of(SectionKind.TEXT, SectionKind.RODATA, SectionKind.DATA, SectionKind.BSS);

    /// The numbers of symbol types are their places here.
    static final List<SymbolType> TYPES = List.of(SymbolType.UNTYPED, SymbolType.FUNCTION, SymbolType.OBJECT);

    private ImageFormat() {}

    /// The checksum of the first `count` bytes.
    static long checksum(byte[] file, int count) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, count);
        return crc.getValue();
    }
}
