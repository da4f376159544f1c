package dev.touchstone.relocation.object.coff;

import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;

/// A section's name and the "Section Flags" of its header.
final class CoffSection {
    private static final int CNT_CODE = 0x20;
    private static final int CNT_INITIALIZED_DATA = 0x40;
    private static final int CNT_UNINITIALIZED_DATA = 0x80;
    private static final int MEM_EXECUTE = 0x2000_0000;
    private static final int MEM_READ = 0x4000_0000;
    private static final int MEM_WRITE = 0x8000_0000;
    private static final int ALIGN_SHIFT = 20;
    private static final int LARGEST_ALIGNMENT = 8192;

    private CoffSection() {}

    static String name(SectionKind kind) {
        return switch (kind) {
            case TEXT -> ".text";
            case RODATA -> ".rdata";
            case DATA -> ".data";
            case BSS -> ".bss";
        };
    }

    static int flags(Section section) {
        if (section.alignment() > LARGEST_ALIGNMENT) {
            throw new RelocationException("a COFF section is aligned to at most %d bytes, not %d"
                    .formatted(LARGEST_ALIGNMENT, section.alignment()));
        }
        int alignment = Integer.numberOfTrailingZeros(section.alignment()) + 1 << ALIGN_SHIFT;
        return alignment
                | MEM_READ
                | switch (section.kind()) {
                    case TEXT -> CNT_CODE | MEM_EXECUTE;
                    case RODATA -> CNT_INITIALIZED_DATA;
                    case DATA -> CNT_INITIALIZED_DATA | MEM_WRITE;
                    case BSS -> CNT_UNINITIALIZED_DATA | MEM_WRITE;
                };
    }
}
