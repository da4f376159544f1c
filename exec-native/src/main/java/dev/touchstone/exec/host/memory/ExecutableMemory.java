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
    default Block allocate(long bytes) {
        return allocate(Shape.ofCode(bytes), 0);
    }

    /// Takes a block for code and variables, filled with zeros.
    ///
    /// @param address where it must stand, a multiple of the shape's alignment and of a page; 0 for anywhere
    /// @throws IllegalArgumentException if the shape or the address is not aligned so
    /// @throws RuntimeException if the system refuses; the message has its reason
    Block allocate(Shape shape, long address);

    /// What a block holds, in bytes: code from its start on, executable and not writable; variables up to its
    /// end, writable and not executable.
    ///
    /// @param variables the offset of the first variable, a multiple of a page; `bytes` if there are none
    /// @param bytes of both, at least 1
    /// @param alignment of the block's address, a power of two
    record Shape(long variables, long bytes, long alignment) {
        public Shape {
            if (bytes < 1 || variables < 0 || variables > bytes) {
                throw new IllegalArgumentException(
                        "a block has at least 1 byte and variables within it, not %d and at %d"
                                .formatted(bytes, variables));
            }
            if (Long.bitCount(alignment) != 1) {
                throw new IllegalArgumentException("an alignment is a power of two, not " + alignment);
            }
        }

        /// Nothing but code.
        public static Shape ofCode(long bytes) {
            return new Shape(bytes, bytes, 1);
        }
    }

    /// Pages of one piece of code. Closing gives them back; any use after that is an [IllegalStateException],
    /// and so is closing while a call into them runs.
    interface Block extends AutoCloseable {
        /// The whole block. It may be read and called; its code may be written only within [#write].
        MemorySegment segment();

        /// Makes the code writable and not executable, runs `writer` on the block, makes the code executable
        /// and not writable again, also if `writer` throws. Nothing else may run code of the block meanwhile.
        void write(Consumer<MemorySegment> writer);

        @Override
        void close();
    }
}
