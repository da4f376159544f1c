package dev.touchstone.relocation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The rows of one `.fixups` table: `name | ELF number | container | formula | transform | bit scatter | check`.
public final class FixupTable {
    private final String file;
    private final Map<String, FixupKind> kinds = new LinkedHashMap<>();

    private FixupTable(String file) {
        this.file = file;
    }

    /// Loads a table that stands beside this class.
    ///
    /// @throws IllegalArgumentException if a row is wrong; the message begins with file and line
    public static FixupTable load(String file) {
        try (InputStream in = FixupTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no fixup table " + file);
            }
            return parse(file, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FixupTable parse(String file, BufferedReader reader) throws IOException {
        FixupTable table = new FixupTable(file);
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                FixupKind kind = row(line);
                if (table.kinds.put(kind.name(), kind) != null) {
                    throw new IllegalArgumentException("a second row for " + kind.name());
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return table;
    }

    private static FixupKind row(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 7) {
            throw new IllegalArgumentException("a fixup row has 7 columns, this one " + columns.length);
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columns[i].trim();
        }
        return new FixupKind(
                columns[0],
                Integer.parseInt(columns[1]),
                Container.parse(columns[2]),
                Formula.parse(columns[3]),
                Transform.parse(columns[4]),
                BitScatter.parse(columns[5]),
                FixupKind.Check.valueOf(columns[6].toUpperCase(Locale.ROOT)));
    }

    /// The kind of that name.
    ///
    /// @throws IllegalArgumentException if the table has none
    public FixupKind get(String name) {
        FixupKind kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(file + " has no fixup kind " + name);
        }
        return kind;
    }

    /// Every kind of the table, in its order.
    public Collection<FixupKind> kinds() {
        return java.util.Collections.unmodifiableCollection(kinds.values());
    }
}
