package dev.touchstone.exec.engines;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.List;
import java.util.Optional;

/// A pinned wheel: a row of `wheels.table`.
///
/// @param packageName as the package client knows it
/// @param host as [Host#key()]
/// @param platform the platform's tag as pip writes it
/// @param file the wheel's file name
/// @param member the library's path in the wheel
/// @param sha256 that the wheel must have, lower-case hexadecimal
public record Wheel(
        String engine,
        String packageName,
        String version,
        String host,
        String platform,
        String file,
        String member,
        String sha256) {
    private static final List<Wheel> TABLE = TableReader.read(Wheel.class, "wheels.table").stream()
            .map(Wheel::of)
            .toList();

    private static Wheel of(Row row) {
        if (row.columns().size() != 8) {
            throw row.wrong("a wheel has eight columns");
        }
        if (!row.column(7).matches("[0-9a-f]{64}")) {
            throw row.wrong("\"" + row.column(7) + "\" is no SHA-256");
        }
        return new Wheel(
                row.column(0),
                row.column(1),
                row.column(2),
                row.column(3),
                row.column(4),
                row.column(5),
                row.column(6),
                row.column(7));
    }

    /// All rows.
    public static List<Wheel> all() {
        return TABLE;
    }

    /// The wheel of an engine for a host, if there is one.
    public static Optional<Wheel> of(String engine, Host host) {
        return TABLE.stream()
                .filter(w -> w.engine.equals(engine) && w.host.equals(host.key()))
                .findFirst();
    }

    String libraryName() {
        return member.substring(member.lastIndexOf('/') + 1);
    }
}
