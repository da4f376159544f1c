package dev.touchstone.relocation.object.elf;

import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.ObjectCode.Symbol;
import dev.touchstone.relocation.SymbolType;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import dev.touchstone.relocation.object.io.PlaceNames;
import dev.touchstone.relocation.object.io.StringTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The symbol table: local symbols first, as ELF wants it. A symbol is known by a reference, from which its index
/// comes once all symbols are in.
final class ElfSymbols {
    private final ObjectCode object;
    private final PlaceNames places;
    private final int[] sectionIndexes;
    private final List<ElfSymbol> locals = new ArrayList<>();
    private final List<ElfSymbol> globals = new ArrayList<>();
    private final Map<String, Integer> named = new HashMap<>();
    private final Map<String, Symbol> external = new HashMap<>();
    private final Integer[] sections;

    /// @param sectionIndexes of the object's sections in the file
    ElfSymbols(ObjectCode object, int[] sectionIndexes) {
        this.object = object;
        this.places = new PlaceNames(".L", object);
        this.sectionIndexes = sectionIndexes;
        this.sections = new Integer[sectionIndexes.length];
        for (int i = 0; i < sectionIndexes.length; i++) {
            int section = sectionIndexes[i];
            MappingSymbols.of(
                    object.sections().get(i),
                    (name, offset) ->
                            add(new ElfSymbol(name, offset, 0, ElfSymbol.STB_LOCAL, ElfSymbol.STT_NOTYPE, section)));
        }
        for (Symbol symbol : object.symbols()) {
            if (symbol.isExternal()) {
                external.put(symbol.name(), symbol);
            } else {
                named.put(symbol.name(), add(entry(symbol)));
            }
        }
    }

    private ElfSymbol entry(Symbol symbol) {
        int binding = symbol.global() ? ElfSymbol.STB_GLOBAL : ElfSymbol.STB_LOCAL;
        int type = switch (symbol.type()) {
            case UNTYPED -> ElfSymbol.STT_NOTYPE;
            case FUNCTION -> ElfSymbol.STT_FUNC;
            case OBJECT -> ElfSymbol.STT_OBJECT;
        };
        if (symbol.isExternal()) {
            return new ElfSymbol(symbol.name(), 0, 0, binding, type, 0);
        }
        int value = symbol.offset() | (isThumbFunction(symbol) ? 1 : 0);
        return new ElfSymbol(symbol.name(), value, 0, binding, type, sectionIndexes[symbol.section()]);
    }

    /// Whether the symbol's lowest bit tells linkers that its code is T32.
    private boolean isThumbFunction(Symbol symbol) {
        return symbol.type() == SymbolType.FUNCTION
                && object.sections().get(symbol.section()).machine().equals(Machine.T32);
    }

    private int add(ElfSymbol symbol) {
        List<ElfSymbol> list = symbol.binding() == ElfSymbol.STB_LOCAL ? locals : globals;
        list.add(symbol);
        return list == locals ? list.size() - 1 : -list.size();
    }

    /// The symbol that a relocation can be told by with its addend as it is: the label's own, or one made for a
    /// nameless place.
    int exact(SectionRelocation relocation) {
        String name = relocation.symbol();
        if (name == null) {
            name = places.of(relocation.targetSection(), relocation.targetOffset());
        }
        Integer known = named.get(name);
        if (known == null) {
            Symbol symbol = relocation.targetSection() < 0
                    ? external.getOrDefault(name, new Symbol(name, -1, 0, true, SymbolType.UNTYPED))
                    : new Symbol(
                            name, relocation.targetSection(), relocation.targetOffset(), false, SymbolType.UNTYPED);
            known = add(entry(symbol));
            named.put(name, known);
        }
        return known;
    }

    /// Whether other files can know the relocation's target by name, or its symbol's value says more than its
    /// place.
    boolean hasOwnSymbol(SectionRelocation relocation) {
        if (relocation.targetSection() < 0) {
            return true;
        }
        Integer known = relocation.symbol() == null ? null : named.get(relocation.symbol());
        return known != null && (known < 0 || (locals.get(known).value() & 1) != (relocation.targetOffset() & 1));
    }

    /// The symbol that stands for the start of a section of the object.
    int section(int index) {
        Integer known = sections[index];
        if (known == null) {
            known = add(new ElfSymbol("", 0, 0, ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, sectionIndexes[index]));
            sections[index] = known;
        }
        return known;
    }

    /// The index in the finished table.
    int index(int reference) {
        return reference >= 0 ? 1 + reference : locals.size() - reference;
    }

    /// The index of the first symbol that is not local.
    int firstGlobal() {
        return 1 + locals.size();
    }

    byte[] write(boolean wide, StringTable strings) {
        LittleEndianOutput out = new LittleEndianOutput().zeros(wide ? 24 : 16);
        for (List<ElfSymbol> list : List.of(locals, globals)) {
            for (ElfSymbol symbol : list) {
                write(symbol, wide, symbol.name().isEmpty() ? 0 : strings.offset(symbol.name()), out);
            }
        }
        return out.toByteArray();
    }

    private static void write(ElfSymbol symbol, boolean wide, int name, LittleEndianOutput out) {
        int info = symbol.binding() << 4 | symbol.type();
        out.u32(name);
        if (wide) {
            out.u8(info).u8(0).u16(symbol.section()).u64(symbol.value()).u64(symbol.size());
        } else {
            out.u32(symbol.value()).u32(symbol.size()).u8(info).u8(0).u16(symbol.section());
        }
    }
}
