package dev.touchstone.exec.host.memory;

import dev.touchstone.exec.EngineMissingException;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.function.Consumer;

/// Where an operating system gives out memory for code. Thread-safe.
public interface ExecutableMemory {
    /// That of this host.
    ///
    /// @throws EngineMissingException if there is none for its system or its processor yet
    static ExecutableMemory ofHost() throws EngineMissingException {
        String system = System.getProperty("os.name", "unknown");
        String processor = System.getProperty("os.arch", "unknown");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            throw new EngineMissingException(
                    "native",
                    "executable memory is not implemented for " + system,
                    "run it on Linux, or under emulation");
        }
        if (!processor.equals("amd64")) {
            throw new EngineMissingException(
                    "native",
                    "instruction caches are not synchronised for " + processor + " yet",
                    "run it on x86-64, or under emulation");
        }
        return LinuxMemory.INSTANCE;
    }

    /// Takes a block of at least `bytes` bytes. It is executable, not writable, and filled with zeros.
    ///
    /// @param bytes at least 1
    /// @throws RuntimeException if the system refuses; the message has its reason
    Block allocate(long bytes);

    /// Pages of one piece of code. Closing gives them back; any use after that is an [IllegalStateException],
    /// and so is closing while a call into them runs.
    interface Block extends AutoCloseable {
        /// The whole block. It may be read and called; it may be written only within [#write].
        MemorySegment segment();

        /// Makes the block writable and not executable, runs `writer` on it, makes it executable and not writable
        /// again, also if `writer` throws. Nothing else may run code of the block meanwhile.
        void write(Consumer<MemorySegment> writer);

        @Override
        void close();
    }
}
