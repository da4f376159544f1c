package dev.touchstone.relocation;

import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The branches of a family that have a short form: the rows of its `.relaxations` table, if it has one.
final class Relaxations {
    private static final ConcurrentHashMap<String, Relaxations> TABLES = new ConcurrentHashMap<>();

    private final List<Relaxation> rows;

    private Relaxations(List<Relaxation> rows) {
        this.rows = rows;
    }

    static Relaxations of(Machine machine) {
        return TABLES.computeIfAbsent(machine.family(), family -> {
            FixupTable kinds = FixupTable.load(family + ".fixups");
            return new Relaxations(TableRows.load(family + ".relaxations", 4, columns -> row(kinds, columns)));
        });
    }

    static Relaxations parse(String file, BufferedReader reader, FixupTable kinds) {
        return new Relaxations(TableRows.parse(file, reader, 4, columns -> row(kinds, columns)));
    }

    private static Relaxation row(FixupTable kinds, String[] columns) {
        return new Relaxation(
                kinds.get(columns[0]),
                CodePattern.parse(columns[1]),
                kinds.get(columns[2]),
                CodePattern.parse(columns[3]));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The row of the branch whose field of that kind stands at `field`, or null if it is none.
    @Nullable
    Relaxation find(FixupKind kind, byte[] code, int field) {
        for (Relaxation row : rows) {
            int start = field - row.longCode().bytes();
            if (row.longKind().name().equals(kind.name())
                    && start >= 0
                    && row.longCode().matches(code, start)) {
                return row;
            }
        }
        return null;
    }
}
