package dev.touchstone.encoder;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import dev.touchstone.relocation.FixupChoice;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.FixupTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The relocation operators of a set's text, from a table: which kind of fixup refers to a label that has one,
/// where another kind would without.
///
///     operator | kind without | kind with
///     got      | R_AARCH64_ADR_PREL_PG_HI21 | R_AARCH64_ADR_GOT_PAGE
///
/// Typed calls need no operators: [dev.touchstone.relocation.Label#via(FixupKind)].
public final class RelocationOperators {
    /// One row of the table.
    ///
    /// @param usual the kind of the operand's field
    /// @param kind the one that the operator stands for
    public record Operator(String name, FixupKind usual, FixupKind kind) {}

    private final FixupTable fixups;
    private final Map<String, Map<FixupKind, Operator>> byName = new HashMap<>();

    private RelocationOperators(FixupTable fixups) {
        this.fixups = fixups;
    }

    /// Reads a table that stands beside this class.
    public static RelocationOperators load(String resource, FixupTable fixups) {
        RelocationOperators all = new RelocationOperators(fixups);
        for (Row row : TableReader.read(RelocationOperators.class, resource)) {
            Operator operator = new Operator(row.column(0), fixups.get(row.column(1)), fixups.get(row.column(2)));
            if (all.byName
                            .computeIfAbsent(operator.name, name -> new HashMap<>())
                            .put(operator.usual, operator)
                    != null) {
                throw row.wrong("a second row for this operator and kind");
            }
        }
        return all;
    }

    /// The kind that refers to a label, or null if the operator can't stand there.
    ///
    /// @param operator its name, or null for a label without one
    /// @param usual the name of the kind of the operand's field, or null if it takes no label
    public @Nullable FixupKind kind(@Nullable String operator, @Nullable String usual) {
        if (usual == null) {
            return null;
        }
        FixupKind kind = fixups.get(usual);
        if (operator == null) {
            return kind;
        }
        Operator found = byName.getOrDefault(operator, Map.of()).get(kind);
        return found == null ? null : found.kind;
    }

    /// What an operator means of any label, or null if there is no such operator.
    public @Nullable FixupChoice choice(String operator) {
        Map<FixupKind, Operator> rows = byName.get(operator);
        return rows == null ? null : new Choice(operator, rows);
    }

    private record Choice(String operator, Map<FixupKind, Operator> rows) implements FixupChoice {
        @Override
        public @Nullable FixupKind of(FixupKind usual) {
            Operator found = rows.get(usual);
            return found == null ? null : found.kind;
        }

        @Override
        public String toString() {
            return operator;
        }
    }

    /// Every operator's name, sorted.
    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /// Every row of the table.
    public List<Operator> all() {
        return byName.values().stream().flatMap(m -> m.values().stream()).toList();
    }
}
