package dev.touchstone.relocation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rows of one `.fixups` table:
/// `name | ELF number | container | formula | transform | bit scatter | check | attributes`. The last column may
/// be left out.
///
/// `@address 32` says that arithmetic wraps around at 32 bits; without it, at 64.
public final class FixupTable {
    private static final ConcurrentHashMap<String, FixupTable> TABLES = new ConcurrentHashMap<>();

    private final String file;
    private final Map<String, FixupKind> kinds = new LinkedHashMap<>();
    private final Map<Integer, String> elfTypes = new HashMap<>();
    private int addressBits = 64;

    private FixupTable(String file) {
        this.file = file;
    }

    /// The table of the machine's family.
    public static FixupTable of(Machine machine) {
        return load(machine.family() + ".fixups");
    }

    /// The table that stands in a file beside this class; loaded at the first call.
    ///
    /// @throws IllegalArgumentException if a row is wrong; the message begins with file and line
    public static FixupTable load(String file) {
        return TABLES.computeIfAbsent(file, FixupTable::open);
    }

    private static FixupTable open(String file) {
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
                table.read(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return table;
    }

    private void read(String line) {
        if (line.startsWith("@address ")) {
            addressBits = Integer.parseInt(line.substring("@address ".length()).trim());
            if (addressBits != 32 && addressBits != 64) {
                throw new IllegalArgumentException("an address has 32 or 64 bits, not " + addressBits);
            }
            return;
        }
        FixupRow row = FixupRow.of(line);
        FixupKind kind = row.kind(addressBits);
        if (kinds.put(kind.name(), kind) != null) {
            throw new IllegalArgumentException("a second row for " + kind.name());
        }
        if (row.as() != null) {
            FixupKind other = get(row.as());
            if (!kind.hasElfType() || !other.hasElfType() || other.elfType() != kind.elfType()) {
                throw new IllegalArgumentException(kind + " and " + other + " differ in their ELF number");
            }
        } else if (kind.hasElfType()) {
            String other = elfTypes.put(kind.elfType(), kind.name());
            if (other != null) {
                throw new IllegalArgumentException(kind + " has the ELF number of " + other);
            }
        }
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
        return Collections.unmodifiableCollection(kinds.values());
    }
}
