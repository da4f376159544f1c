package dev.touchstone.relocation.object.coff;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import java.util.ArrayList;
import java.util.List;

/// The relocations of one section: "COFF Relocations".
final class CoffRelocations {
    /// More than these are counted in a record of their own.
    private static final int MOST_COUNTED = 0xFFFE;

    private record Entry(int address, int symbol, int type) {}

    private final CoffSymbols symbols;
    private final List<Entry> entries = new ArrayList<>();

    CoffRelocations(CoffSymbols symbols) {
        this.symbols = symbols;
    }

    /// @param code the patched section's bytes, which take the addend
    void add(SectionRelocation relocation, byte[] code) {
        FixupKind kind = relocation.kind();
        int type = kind.coffType()
                .orElseThrow(() -> new RelocationException(
                        "%s at offset 0x%x has no relocation in COFF files".formatted(kind, relocation.offset())));
        int bias = kind.isPlain() && kind.isRelativeToPlace() ? CoffMachine.PLACE_BIAS : 0;
        int symbol;
        if (relocation.targetSection() < 0 || kind.canStoreAddend(relocation.addend() + bias)) {
            symbol = symbols.target(relocation);
            kind.storeAddend(code, relocation.offset(), relocation.addend() + bias);
        } else {
            symbol = symbols.place(
                    relocation.targetSection(),
                    Math.toIntExact(relocation.targetOffset() + relocation.addend() + bias));
            kind.storeAddend(code, relocation.offset(), 0);
        }
        entries.add(new Entry(relocation.offset(), symbol, type));
    }

    /// Records, with the one that counts.
    int count() {
        return entries.size() + (isLong() ? 1 : 0);
    }

    boolean isLong() {
        return entries.size() > MOST_COUNTED;
    }

    byte[] write() {
        LittleEndianOutput out = new LittleEndianOutput();
        if (isLong()) {
            out.u32(count()).u32(0).u16(0);
        }
        for (Entry entry : entries) {
            out.u32(entry.address).u32(entry.symbol).u16(entry.type);
        }
        return out.toByteArray();
    }
}
