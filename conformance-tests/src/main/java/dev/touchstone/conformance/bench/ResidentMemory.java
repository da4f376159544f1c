package dev.touchstone.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// How much memory this process and its children have, as Linux tells it.
final class ResidentMemory {
    private static final String LINE = "VmRSS:";

    private ResidentMemory() {}

    /// Bytes that are in memory; what they share counts for each.
    ///
    /// @throws IllegalStateException if the system does not tell
    static long bytes() {
        ProcessHandle self = ProcessHandle.current();
        return LongStream.concat(LongStream.of(self.pid()), self.descendants().mapToLong(ProcessHandle::pid))
                .map(ResidentMemory::bytes)
                .sum();
    }

    private static long bytes(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToLong(line -> 1024
                            * Long.parseLong(line.substring(LINE.length())
                                    .replace("kB", "")
                                    .strip()))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            if (pid == ProcessHandle.current().pid()) {
                throw new IllegalStateException("this system has no " + status + ", which tells a process's memory", e);
            }
            return 0; // it just ended
        } catch (IOException e) {
            throw new IllegalStateException("reading " + status + " failed: " + e, e);
        }
    }
}
