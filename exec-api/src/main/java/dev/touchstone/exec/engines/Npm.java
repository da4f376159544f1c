package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Fetches packages with the user's own npm, from where it is set up to fetch.
final class Npm {
    /// npm's own cache, below the folder that is filled: nothing outside of it is written.
    static final String CACHE = "npm-cache";

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final List<List<String>> ways;

    Npm(List<List<String>> ways) {
        this.ways = ways;
    }

    /// The ways in which npm may be there.
    static List<List<String>> ways(Settings settings) {
        return List.of(List.of(settings.host().isWindows() ? "npm.cmd" : "npm"));
    }

    /// The command that fetches a package, for people.
    static String command(NpmArtifact artifact, Path folder) {
        return String.join(" ", arguments(List.of("npm"), artifact, folder));
    }

    private static List<String> arguments(List<String> way, NpmArtifact artifact, Path folder) {
        List<String> command = new ArrayList<>(way);
        command.addAll(List.of("pack", "--ignore-scripts", "--pack-destination", folder.toString()));
        command.addAll(List.of("--cache", folder.resolve(CACHE).toString(), artifact.specifier()));
        return command;
    }

    /// Fetches a package's tarball into a folder and checks it.
    ///
    /// @throws FetchException if there is no npm, if it can't get it, or if it's not the pinned one
    Path fetch(NpmArtifact artifact, Path folder) throws IOException, FetchException {
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
            failures.add(String.join(" ", way) + ": "
                    + (result.status() == 0 ? "it brought another file than " + artifact.file() : result.summary()));
        }
        throw failures.isEmpty()
                ? FetchException.noClient("npm", "npm (it comes with Node.js)", artifact.specifier())
                : new FetchException(
                        "npm could not fetch " + artifact.specifier() + " (" + String.join("; ", failures) + ")");
    }
}
