package dev.touchstone.relocation.object.elf;

import static dev.touchstone.relocation.object.elf.ElfSection.SHF_ALLOC;
import static dev.touchstone.relocation.object.elf.ElfSection.SHF_EXECINSTR;
import static dev.touchstone.relocation.object.elf.ElfSection.SHF_INFO_LINK;
import static dev.touchstone.relocation.object.elf.ElfSection.SHF_WRITE;

import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import dev.touchstone.relocation.object.io.StringTable;
import java.util.ArrayList;
import java.util.List;

/// Writes relocatable objects, ET_REL.
public final class ElfWriter {
    private static final int ET_REL = 1;
    private static final int EV_CURRENT = 1;
    private static final int ELFDATA2LSB = 1;

    private final ObjectCode object;
    private final ElfMachine machine;
    private final List<ElfSection> sections = new ArrayList<>();
    private final StringTable names = new StringTable(1);

    private ElfWriter(ObjectCode object) {
        this.object = object;
        this.machine = ElfMachine.of(object.machine());
    }

    /// The object as a file.
    ///
    /// @throws RelocationException if the machine has no such files, or a relocation has no number in them
    public static byte[] write(ObjectCode object) {
        return new ElfWriter(object).write();
    }

    private byte[] write() {
        sections.add(ElfSection.of("", 0, 0, new byte[0], 0));
        int[] indexes = new int[object.sections().size()];
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = sections.size();
            Section section = object.sections().get(i);
            byte[] text = section.bytes().clone();
            texts.add(text);
            sections.add(section(section, text));
        }
        ElfSymbols symbols = new ElfSymbols(object, indexes);
        List<ElfRelocations> relocations = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++) {
            relocations.add(new ElfRelocations(machine, symbols));
        }
        for (SectionRelocation relocation : object.relocations()) {
            relocations.get(relocation.section()).add(relocation, texts.get(relocation.section()));
        }
        tables(indexes, relocations, symbols);
        return file();
    }

    private ElfSection section(Section section, byte[] text) {
        boolean first = section.machine().equals(object.machine());
        String name =
                section.kind().title() + (first ? "" : "." + section.machine().name());
        int flags = SHF_ALLOC
                | (section.kind().isWritable() ? SHF_WRITE : 0)
                | (section.kind() == SectionKind.TEXT ? SHF_EXECINSTR : 0);
        int type = section.kind() == SectionKind.BSS ? ElfSection.SHT_NOBITS : ElfSection.SHT_PROGBITS;
        return new ElfSection(name, type, flags, text, section.size(), 0, 0, section.alignment(), 0);
    }

    private void tables(int[] indexes, List<ElfRelocations> relocations, ElfSymbols symbols) {
        int wordSize = machine.wide ? 8 : 4;
        int tables = (int) relocations.stream().filter(r -> !r.isEmpty()).count();
        int symbolTable = sections.size() + tables;
        for (int i = 0; i < indexes.length; i++) {
            ElfRelocations of = relocations.get(i);
            if (!of.isEmpty()) {
                byte[] bytes = of.write();
                sections.add(new ElfSection(
                        (machine.rela ? ".rela" : ".rel")
                                + sections.get(indexes[i]).name(),
                        machine.rela ? ElfSection.SHT_RELA : ElfSection.SHT_REL,
                        SHF_INFO_LINK,
                        bytes,
                        bytes.length,
                        symbolTable,
                        indexes[i],
                        wordSize,
                        of.entrySize()));
            }
        }
        StringTable strings = new StringTable(1);
        byte[] symbolBytes = symbols.write(machine.wide, strings);
        sections.add(new ElfSection(
                ".symtab",
                ElfSection.SHT_SYMTAB,
                0,
                symbolBytes,
                symbolBytes.length,
                symbolTable + 1,
                symbols.firstGlobal(),
                wordSize,
                machine.wide ? 24 : 16));
        sections.add(ElfSection.of(".strtab", ElfSection.SHT_STRTAB, 0, strings.toByteArray(), 1));
        if (machine == ElfMachine.EM_ARM) {
            sections.add(ArmAttributes.of(object));
        }
        // Says that the code needs no executable stack.
        sections.add(ElfSection.of(".note.GNU-stack", ElfSection.SHT_PROGBITS, 0, new byte[0], 1));
        sections.forEach(section -> nameOf(section));
        nameOf(".shstrtab");
        sections.add(ElfSection.of(".shstrtab", ElfSection.SHT_STRTAB, 0, names.toByteArray(), 1));
    }

    private int nameOf(ElfSection section) {
        return nameOf(section.name());
    }

    private int nameOf(String name) {
        return name.isEmpty() ? 0 : names.offset(name);
    }

    private byte[] file() {
        boolean wide = machine.wide;
        int headerSize = wide ? 64 : 52;
        LittleEndianOutput body = new LittleEndianOutput().zeros(headerSize);
        LittleEndianOutput headers = new LittleEndianOutput();
        for (ElfSection section : sections) {
            boolean isNull = section.type() == 0;
            body.align(Math.max(1, section.bytes().length == 0 ? 1 : section.alignment()));
            headers.u32(nameOf(section))
                    .u32(section.type())
                    .word(wide, section.flags())
                    .word(wide, 0)
                    .word(wide, isNull ? 0 : body.size())
                    .word(wide, section.size())
                    .u32(section.link())
                    .u32(section.info())
                    .word(wide, section.alignment())
                    .word(wide, section.entrySize());
            body.bytes(section.bytes());
        }
        body.align(8);
        LittleEndianOutput file = header(body.size());
        byte[] content = body.toByteArray();
        return file.bytes(java.util.Arrays.copyOfRange(content, headerSize, content.length))
                .bytes(headers.toByteArray())
                .toByteArray();
    }

    private LittleEndianOutput header(int sectionHeaders) {
        boolean wide = machine.wide;
        return new LittleEndianOutput()
                .bytes(new byte[] {0x7F, 'E', 'L', 'F', (byte) (wide ? 2 : 1), ELFDATA2LSB, EV_CURRENT})
                .zeros(9)
                .u16(ET_REL)
                .u16(machine.number)
                .u32(EV_CURRENT)
                .word(wide, 0)
                .word(wide, 0)
                .word(wide, sectionHeaders)
                .u32(machine.flags)
                .u16(wide ? 64 : 52)
                .u16(0)
                .u16(0)
                .u16(wide ? 64 : 40)
                .u16(sections.size())
                .u16(sections.size() - 1);
    }
}
