package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs the user's package clients.
final class Command {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

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
    ///
    /// @throws IOException if the folder can't be written
    @Nullable
    static Result run(List<String> command, Path folder, Duration limit) throws IOException {
        Path log = Files.createFile(folder.resolve("command.log"));
        try {
            Process process = start(command, folder, log);
            return process == null ? null : wait(process, log, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "error: interrupted");
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static @Nullable Process start(List<String> command, Path folder, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            // Maven needs a Java, which need not be on the path; this one is there.
            builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            return null;
        }
    }

    private static Result wait(Process process, Path log, Duration limit) throws IOException, InterruptedException {
        RUNNING.add(process);
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                end(process);
                process.waitFor();
            }
            String output = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            return new Result(
                    ended ? process.exitValue() : -1, ended ? output : output + "\nerror: no end after " + limit);
        } finally {
            RUNNING.remove(process);
        }
    }

    /// Ends all that run, for the end of this process.
    static void endAll() {
        RUNNING.forEach(Command::end);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
