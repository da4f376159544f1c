package dev.touchstone.relocation.object.macho;

import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import dev.touchstone.relocation.object.io.StringTable;
import java.util.ArrayList;
import java.util.List;

/// Writes relocatable objects, MH_OBJECT.
public final class MachOWriter {
    private static final int MH_MAGIC_64 = 0xFEED_FACF;
    private static final int MH_OBJECT = 1;
    private static final int LC_SYMTAB = 2;
    private static final int LC_DYSYMTAB = 0xB;
    private static final int LC_SEGMENT_64 = 0x19;
    private static final int LC_BUILD_VERSION = 0x32;
    private static final int PLATFORM_MACOS = 1;
    /// macOS 11, the first for both processors.
    private static final int OLDEST_SYSTEM = 11 << 16;
    private static final int VM_PROT_ALL = 7;
    private static final int HEADER_BYTES = 32;
    private static final int SEGMENT_BYTES = 72;
    private static final int SECTION_BYTES = 80;
    private static final int BUILD_VERSION_BYTES = 24;
    private static final int SYMTAB_BYTES = 24;
    private static final int DYSYMTAB_BYTES = 80;
    private static final int RELOCATION_BYTES = 8;
    private static final int SYMBOL_BYTES = 16;

    private final ObjectCode object;
    private final MachOMachine machine;
    private final List<MachOSection> sections = new ArrayList<>();
    private final MachOSymbols symbols;
    private final List<MachORelocations> relocations = new ArrayList<>();

    private MachOWriter(ObjectCode object) {
        this.object = object;
        this.machine = MachOMachine.of(object.machine());
        place();
        this.symbols = new MachOSymbols(object, sections);
    }

    /// The object as a file.
    ///
    /// @throws RelocationException if the machine has no such files, or a relocation has no number in them
    public static byte[] write(ObjectCode object) {
        return new MachOWriter(object).write();
    }

    /// Gives the sections their addresses: zeros behind all others, as they take no room in the file.
    private void place() {
        long[] addresses = new long[object.sections().size()];
        long end = 0;
        for (boolean zeros : new boolean[] {false, true}) {
            for (int i = 0; i < addresses.length; i++) {
                Section section = object.sections().get(i);
                if (zeros == (section.kind() == SectionKind.BSS)) {
                    addresses[i] = end + (-end & section.alignment() - 1);
                    end = addresses[i] + section.size();
                }
            }
        }
        for (int i = 0; i < addresses.length; i++) {
            sections.add(MachOSection.of(object.sections().get(i), holdsAddresses(i), addresses[i]));
        }
    }

    private boolean holdsAddresses(int section) {
        return object.relocations().stream()
                .anyMatch(r -> r.section() == section && !r.kind().isRelativeToPlace());
    }

    private byte[] write() {
        for (int i = 0; i < sections.size(); i++) {
            relocations.add(new MachORelocations(machine, symbols));
        }
        for (SectionRelocation relocation : object.relocations().reversed()) {
            relocations.get(relocation.section()).add(relocation, sections.get(relocation.section()));
        }
        symbols.sort();
        int segmentBytes = SEGMENT_BYTES + sections.size() * SECTION_BYTES;
        int commands = segmentBytes + BUILD_VERSION_BYTES + SYMTAB_BYTES + DYSYMTAB_BYTES;
        LittleEndianOutput out = new LittleEndianOutput()
                .u32(MH_MAGIC_64)
                .u32(machine.type)
                .u32(machine.subtype)
                .u32(MH_OBJECT)
                .u32(4)
                .u32(commands)
                .u32(0)
                .u32(0);
        int tables = segment(out, segmentBytes, HEADER_BYTES + commands);
        out.u32(LC_BUILD_VERSION)
                .u32(BUILD_VERSION_BYTES)
                .u32(PLATFORM_MACOS)
                .u32(OLDEST_SYSTEM)
                .u32(0)
                .u32(0);
        StringTable strings = new StringTable(1);
        byte[] symbolTable = symbols.write(strings);
        symbolCommands(out, tables, symbolTable.length, strings.size());
        contents(out);
        for (MachORelocations of : relocations) {
            out.bytes(of.write());
        }
        return out.bytes(symbolTable).bytes(strings.toByteArray()).toByteArray();
    }

    /// Writes the one segment, and gives the file offset behind what its sections refer to.
    private int segment(LittleEndianOutput out, int bytes, int contents) {
        long memory = sections.stream()
                .mapToLong(s -> s.address() + s.section().size())
                .max()
                .orElse(0);
        long file = contentBytes();
        out.u32(LC_SEGMENT_64)
                .u32(bytes)
                .zeros(16)
                .u64(0)
                .u64(memory)
                .u64(contents)
                .u64(file)
                .u32(VM_PROT_ALL)
                .u32(VM_PROT_ALL)
                .u32(sections.size())
                .u32(0);
        int table = (int) (contents + file);
        for (int i = 0; i < sections.size(); i++) {
            MachOSection section = sections.get(i);
            int count = relocations.get(i).count();
            out.field(16, section.name())
                    .field(16, section.segment())
                    .u64(section.address())
                    .u64(section.section().size())
                    .u32(section.isZeroFill() ? 0 : contents + section.address())
                    .u32(Integer.numberOfTrailingZeros(section.section().alignment()))
                    .u32(count == 0 ? 0 : table)
                    .u32(count)
                    .u32(section.flags())
                    .zeros(12);
            table += count * RELOCATION_BYTES;
        }
        return table;
    }

    /// Bytes of the sections in the file, with what makes relocations begin at a multiple of 8.
    private long contentBytes() {
        long end = sections.stream()
                .filter(s -> !s.isZeroFill())
                .mapToLong(s -> s.address() + s.section().size())
                .max()
                .orElse(0);
        return end + (-end & 7);
    }

    private void contents(LittleEndianOutput out) {
        int start = out.size();
        for (MachOSection section : sections) {
            if (!section.isZeroFill()) {
                out.zeros((int) (start + section.address() - out.size())).bytes(section.text());
            }
        }
        out.zeros((int) (start + contentBytes() - out.size()));
    }

    private void symbolCommands(LittleEndianOutput out, int symbolTable, int bytes, int stringBytes) {
        out.u32(LC_SYMTAB)
                .u32(SYMTAB_BYTES)
                .u32(symbolTable)
                .u32(bytes / SYMBOL_BYTES)
                .u32(symbolTable + bytes)
                .u32(stringBytes);
        out.u32(LC_DYSYMTAB).u32(DYSYMTAB_BYTES);
        int first = 0;
        for (int group = 0; group < 3; group++) {
            int count = symbols.count(group);
            out.u32(first).u32(count);
            first += count;
        }
        out.zeros(DYSYMTAB_BYTES - 32);
    }
}
