package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers that are known to be wrong though Keystone reports no error: a row of `known-wrong.table`.
///
/// @param example a line for which it happens
/// @param wrong the bytes that Keystone gives for the example
record KnownWrong(
        String versions, Set<Isa> isas, Pattern line, Pattern bytes, String reason, String example, String wrong) {
    private static final List<KnownWrong> TABLE = TableReader.read(KnownWrong.class, "known-wrong.table").stream()
            .map(KnownWrong::of)
            .toList();

    private static KnownWrong of(Row row) {
        if (row.columns().size() != 7) {
            throw row.wrong("an answer that is known to be wrong has seven columns");
        }
        Set<Isa> isas = new HashSet<>();
        Arrays.stream(row.column(1).split("\\s+")).map(Isa::ofLabel).forEach(isas::add);
        return new KnownWrong(
                row.column(0),
                Set.copyOf(isas),
                Pattern.compile(row.column(2)),
                Pattern.compile(row.column(3)),
                row.column(4),
                row.column(5),
                row.column(6));
    }

    static List<KnownWrong> all() {
        return TABLE;
    }

    /// Why the answer can't be believed, or null if nothing is known against it.
    static @Nullable String reason(String version, Isa isa, String line, String bytes) {
        for (KnownWrong known : TABLE) {
            if (known.applies(version)
                    && known.isas.contains(isa)
                    && known.line.matcher(line).matches()
                    && known.bytes.matcher(bytes).matches()) {
                return known.reason;
            }
        }
        return null;
    }

    private boolean applies(String version) {
        return versions.endsWith("*")
                ? version.startsWith(versions.substring(0, versions.length() - 1))
                : version.equals(versions);
    }
}
