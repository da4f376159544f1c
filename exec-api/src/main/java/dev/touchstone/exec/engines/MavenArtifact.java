package dev.touchstone.exec.engines;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A library in a jar: a row of `maven.table`.
///
/// @param artifact `group:artifact`
/// @param host as [Host#key()]
/// @param classifier of the jar for that host; empty if it has none
/// @param members what is unpacked: paths in the jar separated by blanks, the library first; `PATH=NAME` gives it
///     another name
/// @param sha256 that the jar must have
/// @param megabytes the jar's size
/// @param onlyAsked whether it is so large that it's fetched only when the user asks for it
record MavenArtifact(
        String engine,
        String artifact,
        String version,
        String host,
        String classifier,
        List<String> members,
        String sha256,
        int megabytes,
        boolean onlyAsked) {
    private static final List<MavenArtifact> TABLE = TableReader.read(MavenArtifact.class, "maven.table").stream()
            .map(MavenArtifact::of)
            .toList();

    private static MavenArtifact of(Row row) {
        if (row.columns().size() != 9) {
            throw row.wrong("an artifact has nine columns");
        }
        return new MavenArtifact(
                row.column(0),
                row.column(1),
                row.column(2),
                row.column(3),
                row.column(4),
                List.of(row.column(5).split("\\s+")),
                row.column(6),
                Integer.parseInt(row.column(7)),
                row.column(8).equals("asked"));
    }

    static Optional<MavenArtifact> of(String engine, Host host) {
        return TABLE.stream()
                .filter(a -> a.engine.equals(engine) && a.host.equals(host.key()))
                .findFirst();
    }

    /// As Maven's command line writes it.
    String coordinates() {
        return artifact + ":" + version + ":jar" + (classifier.isEmpty() ? "" : ":" + classifier);
    }

    String file() {
        return artifact.substring(artifact.indexOf(':') + 1) + "-" + version
                + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }

    String libraryName() {
        return nameOf(members.getFirst());
    }

    private static String nameOf(String member) {
        return member.substring(Math.max(member.lastIndexOf('/'), member.lastIndexOf('=')) + 1);
    }

    /// Takes the library, and what it needs, out of the jar.
    void unpack(Path jar, Path folder) throws IOException, FetchException {
        for (String member : members) {
            int end = member.indexOf('=');
            Archive.extract(jar, end < 0 ? member : member.substring(0, end), folder.resolve(nameOf(member)));
        }
    }
}
