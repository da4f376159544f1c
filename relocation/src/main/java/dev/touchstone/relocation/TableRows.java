package dev.touchstone.relocation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The rows of a table that stands beside this class: columns between bars, comments behind `#` at a line's
/// start.
final class TableRows {
    private TableRows() {}

    /// The rows, made of their columns. None if there is no such table.
    ///
    /// @throws IllegalArgumentException if a row is wrong; the message begins with file and line
    static <T> List<T> load(String file, int columns, Function<String[], T> row) {
        try (InputStream in = TableRows.class.getResourceAsStream(file)) {
            return in == null
                    ? List.of()
                    : parse(file, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), columns, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> List<T> parse(String file, BufferedReader reader, int columns, Function<String[], T> row) {
        List<T> rows = new ArrayList<>();
        int number = 0;
        for (String line : reader.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            try {
                if (parts.length != columns) {
                    throw new IllegalArgumentException("a row has " + columns + " columns, this one " + parts.length);
                }
                rows.add(row.apply(parts));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return rows;
    }
}
