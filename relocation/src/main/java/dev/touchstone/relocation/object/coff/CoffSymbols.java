package dev.touchstone.relocation.object.coff;

import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.ObjectCode.Symbol;
import dev.touchstone.relocation.SymbolType;
import dev.touchstone.relocation.object.io.LittleEndianOutput;
import dev.touchstone.relocation.object.io.PlaceNames;
import dev.touchstone.relocation.object.io.StringTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The symbol table: the sections' symbols, then the labels'.
final class CoffSymbols {
    private static final int SHORT_NAME = 8;
    private static final int CLASS_EXTERNAL = 2;
    private static final int CLASS_STATIC = 3;
    private static final int DTYPE_FUNCTION = 0x20;
    private static final int AUXILIARY_BYTES = 18;

    private final ObjectCode object;
    private final PlaceNames places;
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Symbol> external = new HashMap<>();

    CoffSymbols(ObjectCode object) {
        this.object = object;
        this.places = new PlaceNames("$L.", object);
        for (Symbol symbol : object.symbols()) {
            if (symbol.isExternal()) {
                external.put(symbol.name(), symbol);
            } else {
                add(symbol);
            }
        }
    }

    private int add(Symbol symbol) {
        symbols.putIfAbsent(symbol.name(), symbol);
        // A section's symbol and its auxiliary record stand in front.
        return indexes.computeIfAbsent(
                symbol.name(), name -> 2 * object.sections().size() + indexes.size());
    }

    int target(SectionRelocation relocation) {
        String name = relocation.symbol();
        if (relocation.targetSection() < 0) {
            String known = String.valueOf(name);
            return add(external.getOrDefault(known, new Symbol(known, -1, 0, true, SymbolType.UNTYPED)));
        }
        return name == null ? place(relocation.targetSection(), relocation.targetOffset()) : indexes.get(name);
    }

    /// A symbol for a place.
    int place(int section, int offset) {
        String name = places.of(section, offset);
        return add(new Symbol(name, section, offset, false, SymbolType.UNTYPED));
    }

    /// Records in the table.
    int count() {
        return 2 * object.sections().size() + symbols.size();
    }

    /// @param relocations of each section
    byte[] write(StringTable strings, int[] relocations) {
        LittleEndianOutput out = new LittleEndianOutput();
        for (int i = 0; i < relocations.length; i++) {
            Section section = object.sections().get(i);
            record(out, CoffSection.name(section.kind()), strings, 0, i + 1, 0, CLASS_STATIC, 1);
            out.u32(section.size()).u16(Math.min(relocations[i], 0xFFFF)).zeros(AUXILIARY_BYTES - 6);
        }
        for (Symbol symbol : symbols.values()) {
            record(
                    out,
                    symbol.name(),
                    strings,
                    symbol.offset(),
                    symbol.section() + 1,
                    symbol.type() == SymbolType.FUNCTION ? DTYPE_FUNCTION : 0,
                    symbol.global() ? CLASS_EXTERNAL : CLASS_STATIC,
                    0);
        }
        return out.toByteArray();
    }

    private static void record(
            LittleEndianOutput out,
            String name,
            StringTable strings,
            int value,
            int section,
            int type,
            int storageClass,
            int auxiliaries) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= SHORT_NAME) {
            out.field(SHORT_NAME, name);
        } else {
            out.u32(0).u32(strings.offset(name));
        }
        out.u32(value).u16(section).u16(type).u8(storageClass).u8(auxiliaries);
    }
}
