package dev.touchstone.relocation.object.coff;

import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import dev.touchstone.relocation.object.io.StringTable;
import java.util.ArrayList;
import java.util.List;

/// Writes relocatable objects.
public final class CoffWriter {
    private static final int HEADER_BYTES = 20;
    private static final int SECTION_BYTES = 40;
    private static final int LNK_NRELOC_OVFL = 0x0100_0000;

    private final ObjectCode object;
    private final CoffMachine machine;
    private final CoffSymbols symbols;

    private CoffWriter(ObjectCode object) {
        this.object = object;
        this.machine = CoffMachine.of(object.machine());
        this.symbols = new CoffSymbols(object);
    }

    /// The object as a file.
    ///
    /// @throws RelocationException if the machine has no such files, or a relocation has no number in them
    public static byte[] write(ObjectCode object) {
        return new CoffWriter(object).write();
    }

    private byte[] write() {
        List<byte[]> texts = new ArrayList<>();
        List<CoffRelocations> relocations = new ArrayList<>();
        for (Section section : object.sections()) {
            texts.add(section.bytes().clone());
            relocations.add(new CoffRelocations(symbols));
        }
        for (SectionRelocation relocation : object.relocations()) {
            relocations.get(relocation.section()).add(relocation, texts.get(relocation.section()));
        }
        LittleEndianOutput headers = new LittleEndianOutput();
        LittleEndianOutput contents = new LittleEndianOutput();
        int start = HEADER_BYTES + texts.size() * SECTION_BYTES;
        for (int i = 0; i < texts.size(); i++) {
            section(object.sections().get(i), texts.get(i), relocations.get(i), start, headers, contents);
        }
        // The first name stands behind the table's own size.
        StringTable strings = new StringTable(4);
        byte[] symbolTable = symbols.write(
                strings, relocations.stream().mapToInt(CoffRelocations::count).toArray());
        byte[] names = strings.toByteArray();
        return new LittleEndianOutput()
                .u16(machine.number)
                .u16(texts.size())
                .u32(0)
                .u32(start + contents.size())
                .u32(symbols.count())
                .u16(0)
                .u16(0)
                .bytes(headers.toByteArray())
                .bytes(contents.toByteArray())
                .bytes(symbolTable)
                .u32(names.length)
                .bytes(java.util.Arrays.copyOfRange(names, 4, names.length))
                .toByteArray();
    }

    private static void section(
            Section section,
            byte[] text,
            CoffRelocations relocations,
            int start,
            LittleEndianOutput headers,
            LittleEndianOutput contents) {
        boolean zeros = section.kind() == SectionKind.BSS;
        contents.align(4);
        int at = start + contents.size();
        contents.bytes(text);
        int relocationsAt = start + contents.size();
        contents.bytes(relocations.write());
        headers.field(8, CoffSection.name(section.kind()))
                .u32(0)
                .u32(0)
                .u32(section.size())
                .u32(zeros || text.length == 0 ? 0 : at)
                .u32(relocations.count() == 0 ? 0 : relocationsAt)
                .u32(0)
                .u16(Math.min(relocations.count(), 0xFFFF))
                .u16(0)
                .u32(CoffSection.flags(section) | (relocations.isLong() ? LNK_NRELOC_OVFL : 0));
    }
}
