package dev.touchstone.relocation.object.macho;

import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.ObjectCode.Symbol;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SymbolType;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import dev.touchstone.relocation.object.io.PlaceNames;
import dev.touchstone.relocation.object.io.StringTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The symbol table: local symbols, those that others may refer to, those of others; the last two by name.
final class MachOSymbols {
    private static final int N_UNDF = 0;
    private static final int N_EXT = 1;
    private static final int N_SECT = 0xE;
    /// Symbols that a relocation can tell.
    private static final int MOST_SYMBOLS = 1 << 24;

    private final PlaceNames places;
    private final List<MachOSection> sections;
    private final Map<String, Symbol> symbols = new HashMap<>();
    private final List<Symbol> order = new ArrayList<>();
    private final Set<String> placeSymbols = new HashSet<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    MachOSymbols(ObjectCode object, List<MachOSection> sections) {
        this.places = new PlaceNames("l_", object);
        this.sections = sections;
        for (Symbol symbol : object.symbols()) {
            if (!symbol.isExternal()) {
                add(symbol);
            }
        }
    }

    private void add(Symbol symbol) {
        if (symbols.putIfAbsent(symbol.name(), symbol) == null) {
            order.add(symbol);
        }
    }

    /// The name of the symbol of a relocation's target, made if it is new.
    String target(SectionRelocation relocation) {
        String name = relocation.symbol();
        if (relocation.targetSection() >= 0) {
            return name != null ? name : place(relocation.targetSection(), relocation.targetOffset());
        }
        add(new Symbol(String.valueOf(name), -1, 0, true, SymbolType.UNTYPED));
        return String.valueOf(name);
    }

    /// The name of a local symbol for a place.
    String place(int section, int offset) {
        String name = places.of(section, offset);
        placeSymbols.add(name);
        add(new Symbol(name, section, offset, false, SymbolType.UNTYPED));
        return name;
    }

    /// Settles the order.
    void sort() {
        order.sort(Comparator.comparingInt(MachOSymbols::group).thenComparing(s -> s.global() ? s.name() : ""));
        for (Symbol symbol : order) {
            indexes.put(symbol.name(), indexes.size());
        }
        if (order.size() >= MOST_SYMBOLS) {
            throw new RelocationException("a Mach-O object holds at most 2^24 symbols");
        }
    }

    private static int group(Symbol symbol) {
        return symbol.isExternal() ? 2 : symbol.global() ? 1 : 0;
    }

    int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalStateException("no symbol " + name);
        }
        return index;
    }

    /// Symbols of a group: 0 local, 1 for others, 2 of others.
    int count(int group) {
        return (int) order.stream().filter(s -> group(s) == group).count();
    }

    byte[] write(StringTable strings) {
        LittleEndianOutput out = new LittleEndianOutput();
        for (Symbol symbol : order) {
            int type = (symbol.isExternal() ? N_UNDF : N_SECT) | (symbol.global() ? N_EXT : 0);
            // Names that no person gave, l_…, stand as they are.
            String name = placeSymbols.contains(symbol.name()) ? symbol.name() : "_" + symbol.name();
            out.u32(strings.offset(name)).u8(type).u8(symbol.section() + 1).u16(0);
            out.u64(symbol.isExternal() ? 0 : sections.get(symbol.section()).address() + symbol.offset());
        }
        return out.toByteArray();
    }
}
