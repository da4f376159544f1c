package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.HashMap;
import java.util.Map;

/// What the minified names of Keystone's WebAssembly module stand for: `keystone-js.table`.
final class WasmNames {
    private static final Map<String, String> IMPORTS = new HashMap<>();
    private static final Map<String, String> EXPORTS = new HashMap<>();

    static {
        for (Row row : TableReader.read(WasmNames.class, "keystone-js.table")) {
            switch (row.column(0)) {
                case "import" -> IMPORTS.put(row.column(1), row.column(2));
                case "export" -> EXPORTS.put(row.column(2), row.column(1));
                default -> throw row.wrong("a name is an import or an export");
            }
        }
    }

    private WasmNames() {}

    /// The C name of an import; the import's own name if the table has none.
    static String ofImport(String name) {
        return IMPORTS.getOrDefault(name, name);
    }

    /// The module's name for an exported C function.
    static String export(String function) {
        String name = EXPORTS.get(function);
        if (name == null) {
            throw new IllegalArgumentException("keystone-js.table has no export " + function);
        }
        return name;
    }
}
