package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Fetches jars with the user's own Maven, or the project's wrapper.
final class Maven {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

    private final List<List<String>> ways;

    Maven(List<List<String>> ways) {
        this.ways = ways;
    }

    /// The ways in which Maven may be there: on the path, then a wrapper in this folder or one above it.
    static List<List<String>> ways(Settings settings) {
        boolean windows = settings.host().isWindows();
        List<List<String>> ways = new ArrayList<>();
        ways.add(List.of(windows ? "mvn.cmd" : "mvn"));
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path wrapper = folder.resolve(windows ? "mvnw.cmd" : "mvnw");
            if (Files.isRegularFile(wrapper)) {
                ways.add(List.of(wrapper.toString()));
                break;
            }
        }
        return ways;
    }

    /// The command that fetches an artifact, for people.
    static String command(MavenArtifact artifact, Path folder) {
        return String.join(" ", arguments(List.of("mvn"), artifact, folder));
    }

    private static List<String> arguments(List<String> way, MavenArtifact artifact, Path folder) {
        List<String> command = new ArrayList<>(way);
        command.addAll(List.of("-B", "-ntp", COPY, "-Dartifact=" + artifact.coordinates()));
        command.add("-DoutputDirectory=" + folder);
        command.add("-Dmaven.repo.local=" + folder.resolve("repository"));
        return command;
    }

    /// Fetches an artifact's jar into a folder and checks it.
    ///
    /// @throws FetchException if there is no Maven, if it can't get it, or if it's not the pinned one
    Path fetch(MavenArtifact artifact, Path folder) throws IOException, FetchException {
        List<String> failures = new ArrayList<>();
        for (List<String> way : ways) {
            Command.Result result = Command.run(arguments(way, artifact, folder), folder, LIMIT);
            if (result == null) {
                continue;
            }
            Path file = folder.resolve(artifact.file());
            if (result.status() == 0 && Files.isRegularFile(file)) {
                Archive.check(file, artifact.sha256());
                return file;
            }
            failures.add(String.join(" ", way) + ": " + result.summary());
        }
        throw failures.isEmpty()
                ? FetchException.noClient("Maven", "Maven (mvn)", artifact.coordinates())
                : new FetchException(
                        "Maven could not fetch " + artifact.coordinates() + " (" + String.join("; ", failures) + ")");
    }
}
