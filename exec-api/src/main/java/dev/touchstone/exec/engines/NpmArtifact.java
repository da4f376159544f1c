package dev.touchstone.exec.engines;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.List;
import java.util.Optional;

/// A pinned package of npm's registry: a row of `npm.table`.
///
/// @param packageName with its scope
/// @param file the tarball's name, as `npm pack` writes it
/// @param member the library's path in the tarball
/// @param sha256 that the tarball must have
record NpmArtifact(String engine, String packageName, String version, String file, String member, String sha256) {
    private static final List<NpmArtifact> TABLE = TableReader.read(NpmArtifact.class, "npm.table").stream()
            .map(NpmArtifact::of)
            .toList();

    private static NpmArtifact of(Row row) {
        if (row.columns().size() != 6) {
            throw row.wrong("a package of npm has six columns");
        }
        if (!row.column(5).matches("[0-9a-f]{64}")) {
            throw row.wrong("\"" + row.column(5) + "\" is no SHA-256");
        }
        return new NpmArtifact(
                row.column(0), row.column(1), row.column(2), row.column(3), row.column(4), row.column(5));
    }

    static Optional<NpmArtifact> of(String engine) {
        return TABLE.stream().filter(a -> a.engine.equals(engine)).findFirst();
    }

    /// As npm's command line writes it.
    String specifier() {
        return packageName + "@" + version;
    }

    String libraryName() {
        return member.substring(member.lastIndexOf('/') + 1);
    }
}
