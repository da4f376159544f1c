package dev.touchstone.relocation.object.elf;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import java.util.ArrayList;
import java.util.List;

/// The relocations of one section.
final class ElfRelocations {
    /// Symbols that an ELF32 relocation can tell.
    private static final int MOST_SYMBOLS_32 = 1 << 24;

    /// @param symbol a reference of [ElfSymbols]
    private record Entry(int offset, int type, int symbol, long addend) {}

    private final ElfMachine machine;
    private final ElfSymbols symbols;
    private final List<Entry> entries = new ArrayList<>();

    ElfRelocations(ElfMachine machine, ElfSymbols symbols) {
        this.machine = machine;
        this.symbols = symbols;
    }

    /// @param code the patched section's bytes, which take the addend where it stands in them
    void add(SectionRelocation relocation, byte[] code) {
        FixupKind kind = relocation.kind();
        boolean bySection = !symbols.hasOwnSymbol(relocation) && kind.isForImages() && (machine.rela || kind.isPlain());
        long addend = relocation.addend() + (bySection ? relocation.targetOffset() : 0);
        int symbol = bySection ? symbols.section(relocation.targetSection()) : symbols.exact(relocation);
        if (!machine.rela) {
            kind.storeAddend(code, relocation.offset(), addend);
        }
        entries.add(new Entry(relocation.offset(), kind.elfType(), symbol, addend));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int entrySize() {
        return (machine.wide ? 8 : 4) * (machine.rela ? 3 : 2);
    }

    byte[] write() {
        LittleEndianOutput out = new LittleEndianOutput();
        for (Entry entry : entries) {
            long symbol = symbols.index(entry.symbol);
            out.word(machine.wide, entry.offset);
            if (machine.wide) {
                out.u64(symbol << 32 | entry.type);
            } else if (symbol < MOST_SYMBOLS_32) {
                out.u32(symbol << 8 | entry.type);
            } else {
                throw new RelocationException("a 32-bit ELF object holds at most 2^24 symbols");
            }
            if (machine.rela) {
                out.word(machine.wide, entry.addend);
            }
        }
        return out.toByteArray();
    }
}
