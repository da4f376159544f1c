package dev.touchstone.relocation.object.macho;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The relocations of one section: `<mach-o/reloc.h>` and its processors' own.
final class MachORelocations {
    private static final int LENGTH_SHIFT = 25;
    private static final int PCREL = 1 << 24;
    private static final int EXTERN = 1 << 27;
    private static final int TYPE_SHIFT = 28;
    private static final int UNSIGNED = 0;
    private static final int ARM64_RELOC_ADDEND = 10;
    private static final int LARGEST_ADDEND = (1 << 23) - 1;
    private static final int X86_64_RELOC_SIGNED = 1;

    /// @param symbol its name, or null where `info` holds the addend
    private record Entry(int address, @Nullable String symbol, int info) {}

    private final MachOMachine machine;
    private final MachOSymbols symbols;
    private final List<Entry> entries = new ArrayList<>();

    MachORelocations(MachOMachine machine, MachOSymbols symbols) {
        this.machine = machine;
        this.symbols = symbols;
    }

    int count() {
        return entries.size();
    }

    /// To be called for the last place first: so linkers want them.
    void add(SectionRelocation relocation, MachOSection section) {
        FixupKind kind = relocation.kind();
        if (isDistance(kind) && !section.section().isCode(relocation.offset())) {
            distance(relocation, section.text());
            return;
        }
        int type = kind.machOType()
                .orElseThrow(() -> new RelocationException("%s at offset 0x%x of %s has no relocation in Mach-O files"
                        .formatted(kind, relocation.offset(), section.section().kind())));
        String target = symbols.target(relocation);
        boolean relative = kind.isRelativeToPlace();
        long addend = relocation.addend();
        if (machine.addendRelocations && !kind.isPlain()) {
            addend(relocation);
        } else {
            kind.storeAddend(section.text(), relocation.offset(), addend + (relative ? machine.placeBias : 0));
        }
        entry(relocation, target, relative ? PCREL : 0, type == X86_64_RELOC_SIGNED ? signed(type, addend) : type);
    }

    private static boolean isDistance(FixupKind kind) {
        return kind.isPlain() && kind.isRelativeToPlace() && kind.isForImages();
    }

    /// The types that tell of 1, 2 or 4 bytes of an instruction behind the patched ones.
    private int signed(int type, long addend) {
        if (machine != MachOMachine.CPU_TYPE_X86_64) {
            return type;
        }
        return switch ((int) -(addend + machine.placeBias)) {
            case 1 -> 6;
            case 2 -> 7;
            case 4 -> 8;
            default -> type;
        };
    }

    /// Data that holds the way from itself to the target: a pair, of what is subtracted and what it is subtracted
    /// from.
    private void distance(SectionRelocation relocation, byte[] text) {
        relocation.kind().storeAddend(text, relocation.offset(), relocation.addend());
        entry(relocation, symbols.place(relocation.section(), relocation.offset()), 0, machine.subtractor);
        entry(relocation, symbols.target(relocation), 0, UNSIGNED);
    }

    private void entry(SectionRelocation relocation, String symbol, int flags, int type) {
        int length = Integer.numberOfTrailingZeros(relocation.kind().bytes());
        entries.add(
                new Entry(relocation.offset(), symbol, flags | length << LENGTH_SHIFT | EXTERN | type << TYPE_SHIFT));
    }

    private void addend(SectionRelocation relocation) {
        long addend = relocation.addend();
        if (addend == 0) {
            return;
        }
        if (addend < -LARGEST_ADDEND - 1 || addend > LARGEST_ADDEND) {
            throw new RelocationException(
                    "%s at offset 0x%x: a Mach-O file can't hold the addend %d; allowed are %d to %d"
                            .formatted(
                                    relocation.kind(),
                                    relocation.offset(),
                                    addend,
                                    -LARGEST_ADDEND - 1,
                                    LARGEST_ADDEND));
        }
        int info = (int) addend & 0xFF_FFFF | 2 << LENGTH_SHIFT | ARM64_RELOC_ADDEND << TYPE_SHIFT;
        entries.add(new Entry(relocation.offset(), null, info));
    }

    byte[] write() {
        LittleEndianOutput out = new LittleEndianOutput();
        for (Entry entry : entries) {
            out.u32(entry.address);
            out.u32(entry.symbol == null ? entry.info : entry.info | symbols.index(entry.symbol));
        }
        return out.toByteArray();
    }
}
