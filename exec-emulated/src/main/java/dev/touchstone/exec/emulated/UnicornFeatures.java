package dev.touchstone.exec.emulated;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which CPU features Unicorn runs right: `unicorn-2.features`. A feature that isn't there is one that it does
/// not have.
public final class UnicornFeatures {
    private record Key(String family, String feature) {}

    /// @param runs whether code of it may be judged on Unicorn
    private record Entry(boolean runs, String reason) {}

    private static final Entry UNKNOWN = new Entry(false, "not among the features that are known to run");
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

    private static List<Entry> entries(Isa isa, String feature) {
        return Arrays.stream(feature.strip().split("\\s+"))
                .map(f -> TABLE.getOrDefault(key(isa, f), UNKNOWN))
                .toList();
    }

    /// Whether the feature is listed, one way or the other; of several, separated by blanks, whether all are.
    public static boolean knows(Isa isa, String feature) {
        return entries(isa, feature).stream().noneMatch(UNKNOWN::equals);
    }

    /// Whether code of that feature may be judged on Unicorn; of several, separated by blanks, of all.
    public static boolean has(Isa isa, String feature) {
        return entries(isa, feature).stream().allMatch(Entry::runs);
    }

    /// Why not; empty if it may.
    public static String reason(Isa isa, String feature) {
        return entries(isa, feature).stream()
                .filter(e -> !e.runs)
                .map(Entry::reason)
                .findFirst()
                .orElse("");
    }
}
