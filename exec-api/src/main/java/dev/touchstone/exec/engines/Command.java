package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs the user's package clients.
final class Command {
    /// @param status exit status, or -1 if it ran out of time
    /// @param output both streams
    record Result(int status, String output) {
        /// The last lines that say something, for a message.
        String summary() {
            List<String> lines =
                    output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            List<String> errors = lines.stream()
                    .filter(l -> l.regionMatches(true, 0, "error", 0, 5) || l.startsWith("[ERROR]"))
                    .toList();
            List<String> shown = errors.isEmpty() ? lines : errors;
            return shown.isEmpty() ? "exit status " + status : shown.get(errors.isEmpty() ? shown.size() - 1 : 0);
        }
    }

    private Command() {}

    /// Runs it and waits; null if there is no such program.
    @Nullable
    static Result run(List<String> command, Path folder, Duration limit) {
        try {
            Path log = folder.resolve("command.log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String output = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            Files.delete(log);
            return new Result(
                    ended ? process.exitValue() : -1, ended ? output : output + "\nerror: no end after " + limit);
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "error: interrupted");
        }
    }
}
