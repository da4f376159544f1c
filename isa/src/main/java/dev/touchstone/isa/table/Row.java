package dev.touchstone.isa.table;

import java.util.List;
import java.util.Map;

/// A row of a table after its families are expanded.
///
/// @param source where it stands
/// @param columns its columns, trimmed
/// @param defaults the `@key value` settings in force
public record Row(SourceLine source, List<String> columns, Map<String, String> defaults) {
    /// Column `index`, or the empty text if the row ends before it.
    public String column(int index) {
        return index < columns.size() ? columns.get(index) : "";
    }

    /// A complaint about this row.
    public TableException wrong(String message) {
        return new TableException(source, message + "  [" + String.join(" | ", columns) + "]");
    }
}
