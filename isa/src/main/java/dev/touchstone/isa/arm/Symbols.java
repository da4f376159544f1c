package dev.touchstone.isa.arm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the holes of a set's rows mean.
final class Symbols {
    /// A row of a symbols table.
    record Symbol(String name, String kind, String fields, String parameters, Row row) {}

    private final Map<String, Symbol> symbols = new HashMap<>();

    /// Adds the rows of a table; what is known already stays.
    void add(List<Row> rows) {
        Map<String, Symbol> added = new HashMap<>();
        for (Row row : rows) {
            Symbol symbol = new Symbol(row.column(0), row.column(1), row.column(2), row.column(3), row);
            if (symbol.kind.isEmpty()) {
                throw row.wrong("a symbol is written: hole | kind | fields | parameters");
            }
            if (added.put(symbol.name, symbol) != null) {
                throw row.wrong("hole " + symbol.name + " stands twice");
            }
        }
        added.forEach(symbols::putIfAbsent);
    }

    /// Adds a resource if it is there.
    void addResource(String resource) {
        if (Isa.class.getResource(resource) != null) {
            add(TableReader.read(Isa.class, resource));
        }
    }

    @Nullable
    Symbol get(String name) {
        return symbols.get(name);
    }
}
