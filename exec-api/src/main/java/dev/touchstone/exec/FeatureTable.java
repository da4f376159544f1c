package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which CPU features an emulator runs right, from a table: family (`x86`, `a64`, `aarch32`), feature, `yes` or
/// `no`, and the reason if no. A feature that isn't there is one that it does not have; a row may name several,
/// separated by blanks.
public final class FeatureTable {
    private record Key(String family, String feature) {}

    /// @param runs whether code of it may be judged
    private record Entry(boolean runs, String reason) {}

    private static final Entry UNKNOWN = new Entry(false, "not among the features that are known to run");
    private final Map<Key, Entry> table;

    /// Reads the table that stands beside a class.
    ///
    /// @throws dev.touchstone.isa.table.TableException if a row is no feature, or one is listed twice
    public FeatureTable(Class<?> anchor, String file) {
        Map<Key, Entry> entries = new HashMap<>();
        for (Row row : TableReader.read(anchor, file)) {
            boolean runs = row.column(2).equals("yes");
            if (!Set.of("x86", "a64", "aarch32").contains(row.column(0))
                    || !runs && !row.column(2).equals("no")
                    || !runs && row.column(3).isEmpty()) {
                throw row.wrong("a feature is: x86|a64|aarch32 | feature | yes|no | reason if no");
            }
            if (entries.put(new Key(row.column(0), row.column(1)), new Entry(runs, row.column(3))) != null) {
                throw row.wrong("the feature is listed twice");
            }
        }
        table = Map.copyOf(entries);
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

    private List<Entry> entries(Isa isa, String feature) {
        return Arrays.stream(feature.strip().split("\\s+"))
                .map(f -> table.getOrDefault(key(isa, f), UNKNOWN))
                .toList();
    }

    /// Whether the feature is listed, one way or the other; of several, separated by blanks, whether all are.
    public boolean knows(Isa isa, String feature) {
        return entries(isa, feature).stream().noneMatch(UNKNOWN::equals);
    }

    /// Whether code of that feature may be judged; of several, separated by blanks, of all.
    public boolean has(Isa isa, String feature) {
        return entries(isa, feature).stream().allMatch(Entry::runs);
    }

    /// Why not; empty if it may.
    public String reason(Isa isa, String feature) {
        return entries(isa, feature).stream()
                .filter(e -> !e.runs)
                .map(Entry::reason)
                .findFirst()
                .orElse("");
    }
}
