package dev.touchstone.exec.emulated;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Which CPU features Unicorn runs right: `unicorn-2.features`. A feature that isn't there is one that it does not have.
public final class UnicornFeatures {
    private record Key(String family, String feature) {}

    /// @param runs whether code of it may be judged on Unicorn
    private record Entry(boolean runs, String reason) {}

    private static final Map<Key, Entry> TABLE = read();

    private UnicornFeatures() {}

    private static Map<Key, Entry> read() {
        Map<Key, Entry> table = new HashMap<>();
        for (Row row : TableReader.read(UnicornFeatures.class, "unicorn-2.features")) {
            boolean runs = row.column(2).equals("yes");
            if (!Set.of("x86", "a64", "aarch32").contains(row.column(0))
                    || !runs && !row.column(2).equals("no")
                    || !runs && row.column(3).isEmpty()) {
                throw row.wrong("a feature is: x86|a64|aarch32 | feature | yes|no | reason if no");
            }
            if (table.put(new Key(row.column(0), row.column(1)), new Entry(runs, row.column(3))) != null) {
                throw row.wrong("the feature is listed twice");
            }
        }
        return Map.copyOf(table);
    }

    private static Key key(Isa isa, String feature) {
        return new Key(
                switch (isa) {
                    case X86_64, X86_32 -> "x86";
                    case A64 -> "a64";
                    case A32, T32 -> "aarch32";
                },
                feature);
    }

    /// Whether the feature is listed, one way or the other.
    public static boolean knows(Isa isa, String feature) {
        return TABLE.containsKey(key(isa, feature));
    }

    /// Whether code of that feature may be judged on Unicorn.
    public static boolean has(Isa isa, String feature) {
        Entry entry = TABLE.get(key(isa, feature));
        return entry != null && entry.runs;
    }

    /// Why not; empty if it may.
    public static String reason(Isa isa, String feature) {
        Entry entry = TABLE.get(key(isa, feature));
        return entry == null ? "not among the features that are known to run" : entry.reason;
    }
}
