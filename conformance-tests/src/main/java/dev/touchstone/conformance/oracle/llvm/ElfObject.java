package dev.touchstone.conformance.oracle.llvm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// As much of a little-endian ELF object as is needed to cut its `.text` at labels.
final class ElfObject {
    private static final int SYMBOL_TABLE = 2;
    private static final int RELA = 4;
    private static final int REL = 9;

    private record Section(String name, int type, int offset, int size, int link, int info, int entrySize) {}

    private final ByteBuffer file;
    private final boolean wide;
    private final List<Section> sections = new ArrayList<>();
    private final int text;

    /// @throws IllegalArgumentException if it is no such file, or has no `.text`
    ElfObject(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 52 || file.getInt(0) != 0x464C457F) {
            throw new IllegalArgumentException("not an ELF object");
        }
        wide = bytes[4] == 2;
        readSections();
        text = index(".text");
    }

    private void readSections() {
        int table = wide ? (int) file.getLong(0x28) : file.getInt(0x20);
        int entry = file.getShort(wide ? 0x3A : 0x2E);
        int count = file.getShort(wide ? 0x3C : 0x30);
        int names = file.getShort(wide ? 0x3E : 0x32);
        int namesAt = table + names * entry;
        int strings = wide ? (int) file.getLong(namesAt + 0x18) : file.getInt(namesAt + 0x10);
        for (int i = 0; i < count; i++) {
            int at = table + i * entry;
            sections.add(new Section(
                    string(strings + file.getInt(at)),
                    file.getInt(at + 4),
                    wide ? (int) file.getLong(at + 0x18) : file.getInt(at + 0x10),
                    wide ? (int) file.getLong(at + 0x20) : file.getInt(at + 0x14),
                    file.getInt(at + (wide ? 0x28 : 0x18)),
                    file.getInt(at + (wide ? 0x2C : 0x1C)),
                    wide ? (int) file.getLong(at + 0x38) : file.getInt(at + 0x24)));
        }
    }

    private int index(String name) {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).name.equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no section " + name);
    }

    private String string(int at) {
        int end = at;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), at, end - at, StandardCharsets.UTF_8);
    }

    /// The bytes of `.text`.
    byte[] text() {
        Section s = sections.get(text);
        byte[] bytes = new byte[s.size];
        file.get(s.offset, bytes);
        return bytes;
    }

    /// Offsets of symbols in `.text`, by name.
    Map<String, Integer> symbols() {
        Map<String, Integer> symbols = new HashMap<>();
        for (Section s : sections) {
            if (s.type != SYMBOL_TABLE) {
                continue;
            }
            int strings = sections.get(s.link).offset;
            for (int at = s.offset; at < s.offset + s.size; at += s.entrySize) {
                int section = file.getShort(at + (wide ? 6 : 14)) & 0xFFFF;
                if (section == text) {
                    int value = wide ? (int) file.getLong(at + 8) : file.getInt(at + 4);
                    symbols.put(string(strings + file.getInt(at)), value);
                }
            }
        }
        return symbols;
    }

    /// Offsets in `.text` at which something is left to relocate.
    List<Integer> relocated() {
        List<Integer> offsets = new ArrayList<>();
        for (Section s : sections) {
            if ((s.type == RELA || s.type == REL) && s.info == text) {
                for (int at = s.offset; at < s.offset + s.size; at += s.entrySize) {
                    offsets.add(wide ? (int) file.getLong(at) : file.getInt(at));
                }
            }
        }
        return offsets;
    }
}
