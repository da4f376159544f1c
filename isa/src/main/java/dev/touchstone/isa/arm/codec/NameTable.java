package dev.touchstone.isa.arm.codec;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reads `.names` tables: `name | value`, or `name | 3 0 15 2 1` with the system register's op0, op1, CRn, CRm
/// and op2.
final class NameTable {
    private static final Map<String, Map<String, Long>> READ = new ConcurrentHashMap<>();
    private static final int[] SYSTEM_WIDTHS = {2, 3, 4, 4, 3};

    private NameTable() {}

    /// @param table the resource beside the rows: `a64/prfop.names`
    static Map<String, Long> read(String table) {
        return READ.computeIfAbsent(table, NameTable::load);
    }

    private static Map<String, Long> load(String table) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (Row row : TableReader.read(Isa.class, table)) {
            String name = row.column(0).toLowerCase(Locale.ROOT);
            if (values.put(name, value(row)) != null) {
                throw row.wrong("the name stands twice");
            }
        }
        return values;
    }

    private static long value(Row row) {
        String[] parts = row.column(1).split("\\s+");
        if (parts.length != 1 && parts.length > SYSTEM_WIDTHS.length) {
            throw row.wrong("a value is one number, or op0 op1 CRn CRm op2 with leading ones left out");
        }
        try {
            if (parts.length == 1) {
                return Parameters.number(parts[0]);
            }
            long value = 0;
            for (int i = 0; i < parts.length; i++) {
                int width = SYSTEM_WIDTHS[SYSTEM_WIDTHS.length - parts.length + i];
                long part = Parameters.number(parts[i]);
                if (part < 0 || part > Bits.mask(width)) {
                    throw row.wrong(parts[i] + " is beyond " + width + " bits");
                }
                value = value << width | part;
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw row.wrong(String.valueOf(e.getMessage()));
        }
    }
}
