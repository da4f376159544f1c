package dev.touchstone.exec.host.memory;

import static dev.touchstone.exec.host.linux.Libc.MAP_ANONYMOUS;
import static dev.touchstone.exec.host.linux.Libc.MAP_PRIVATE;
import static dev.touchstone.exec.host.linux.Libc.PROT_EXEC;
import static dev.touchstone.exec.host.linux.Libc.PROT_READ;
import static dev.touchstone.exec.host.linux.Libc.PROT_WRITE;

import dev.touchstone.exec.host.linux.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/// Anonymous private mappings whose protection changes.
final class LinuxMemory implements ExecutableMemory {
    static final LinuxMemory INSTANCE = new LinuxMemory();

    private LinuxMemory() {}

    @Override
    public Block allocate(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a block of code has at least 1 byte, not " + bytes);
        }
        long page = Libc.pageSize();
        long size = Math.ceilDiv(bytes, page) * page;
        return new Mapping(Libc.mmap(0, size, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), size);
    }

    /// The arena owns the pages: it refuses to close while a downcall holds the segment, and a closed one refuses
    /// calls.
    private static final class Mapping implements Block {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment segment;

        Mapping(long address, long size) {
            segment = MemorySegment.ofAddress(address)
                    .reinterpret(size, arena, pages -> Libc.munmap(pages.address(), pages.byteSize()));
        }

        @Override
        public MemorySegment segment() {
            return segment;
        }

        @Override
        public synchronized void write(Consumer<MemorySegment> writer) {
            if (!arena.scope().isAlive()) {
                throw new IllegalStateException("the code at 0x%x is closed".formatted(segment.address()));
            }
            Libc.mprotect(segment.address(), segment.byteSize(), PROT_READ | PROT_WRITE);
            try {
                writer.accept(segment);
            } finally {
                Libc.mprotect(segment.address(), segment.byteSize(), PROT_READ | PROT_EXEC);
            }
        }

        @Override
        public synchronized void close() {
            arena.close();
        }
    }
}
