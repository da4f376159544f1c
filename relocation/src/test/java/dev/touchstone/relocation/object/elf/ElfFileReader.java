package dev.touchstone.relocation.object.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/// Reads an object file by the specification's offsets, knowing nothing of the writer.
final class ElfFileReader {
    record Section(
            String name, int type, long flags, long offset, long size, int link, int info, long align, long entry) {}

    record Symbol(String name, int info, int section, long value, long size) {
        boolean isLocal() {
            return info >> 4 == 0;
        }
    }

    /// @param section the name of the patched section
    record Relocation(String section, long offset, long type, Symbol symbol, long addend) {}

    final ByteBuffer file;
    final boolean wide;
    final List<Section> sections = new ArrayList<>();
    final List<Symbol> symbols = new ArrayList<>();
    final List<Relocation> relocations = new ArrayList<>();

    ElfFileReader(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!Arrays.equals(Arrays.copyOf(bytes, 4), new byte[] {0x7F, 'E', 'L', 'F'})) {
            throw new IllegalArgumentException("no ELF file");
        }
        wide = bytes[4] == 2;
        readSections();
        for (Section section : sections) {
            if (section.type == 2) {
                readSymbols(section);
            }
        }
        for (Section section : sections) {
            if (section.type == 4 || section.type == 9) {
                readRelocations(section);
            }
        }
    }

    int machine() {
        return file.getShort(18);
    }

    private long word(int at) {
        return wide ? file.getLong(at) : file.getInt(at) & 0xFFFF_FFFFL;
    }

    private void readSections() {
        int table = (int) word(wide ? 0x28 : 0x20);
        int entry = file.getShort(wide ? 0x3A : 0x2E);
        int count = file.getShort(wide ? 0x3C : 0x30);
        int names = table + file.getShort(wide ? 0x3E : 0x32) * entry;
        int strings = (int) word(names + (wide ? 0x18 : 0x10));
        for (int at = table; at < table + count * entry; at += entry) {
            int word = wide ? 8 : 4;
            int offset = at + 8 + 2 * word;
            int link = offset + 2 * word;
            sections.add(new Section(
                    string(strings + file.getInt(at)),
                    file.getInt(at + 4),
                    word(at + 8),
                    word(offset),
                    word(offset + word),
                    file.getInt(link),
                    file.getInt(link + 4),
                    word(link + 8),
                    word(link + 8 + word)));
        }
    }

    private void readSymbols(Section table) {
        int strings = (int) sections.get(table.link).offset;
        for (int at = (int) table.offset; at < table.offset + table.size; at += (int) table.entry) {
            String name = string(strings + file.getInt(at));
            symbols.add(
                    wide
                            ? new Symbol(
                                    name,
                                    file.get(at + 4),
                                    file.getShort(at + 6),
                                    file.getLong(at + 8),
                                    file.getLong(at + 16))
                            : new Symbol(
                                    name,
                                    file.get(at + 12),
                                    file.getShort(at + 14),
                                    file.getInt(at + 4),
                                    file.getInt(at + 8)));
        }
    }

    private void readRelocations(Section table) {
        for (int at = (int) table.offset; at < table.offset + table.size; at += (int) table.entry) {
            long info = word(at + (wide ? 8 : 4));
            long type = wide ? info & 0xFFFF_FFFFL : info & 0xFF;
            Symbol symbol = symbols.get((int) (info >>> (wide ? 32 : 8)));
            long addend = table.type == 9 ? 0 : wide ? file.getLong(at + 16) : file.getInt(at + 8);
            relocations.add(new Relocation(sections.get(table.info).name, word(at), type, symbol, addend));
        }
    }

    private String string(int at) {
        int end = at;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), at, end - at, StandardCharsets.UTF_8);
    }

    Section section(String name) {
        return sections.stream()
                .filter(s -> s.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    Symbol symbol(String name) {
        return symbols.stream()
                .filter(s -> s.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    byte[] bytes(String section) {
        Section s = section(section);
        return Arrays.copyOfRange(file.array(), (int) s.offset, (int) (s.offset + s.size));
    }
}
