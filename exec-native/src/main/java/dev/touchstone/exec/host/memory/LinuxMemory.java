package dev.touchstone.exec.host.memory;

import static dev.touchstone.exec.host.linux.Libc.MAP_ANONYMOUS;
import static dev.touchstone.exec.host.linux.Libc.MAP_FIXED_NOREPLACE;
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
    public Block allocate(Shape shape, long address) {
        long page = Libc.pageSize();
        long alignment = Math.max(page, shape.alignment());
        if (shape.variables() < shape.bytes() && shape.variables() % page != 0) {
            throw new IllegalArgumentException("variables at offset 0x%x; allowed are multiples of a page, 0x%x"
                    .formatted(shape.variables(), page));
        }
        if (address % alignment != 0) {
            throw new IllegalArgumentException(
                    "a block at 0x%x; allowed are multiples of 0x%x".formatted(address, alignment));
        }
        long size = up(shape.bytes(), page);
        long code = up(shape.variables(), page);
        long start = address == 0 ? anywhere(size, alignment) : at(address, size);
        Mapping mapping = new Mapping(start, size, code);
        if (code < size) {
            Libc.mprotect(start + code, size - code, PROT_READ | PROT_WRITE);
        }
        return mapping;
    }

    private static long up(long bytes, long multiple) {
        return Math.ceilDiv(bytes, multiple) * multiple;
    }

    private static long at(long address, long size) {
        long start = Libc.mmap(
                address, size, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        if (start != address) { // A kernel before 4.17 takes the address as a wish.
            Libc.munmap(start, size);
            throw new IllegalStateException("0x%x bytes at 0x%x are taken".formatted(size, address));
        }
        return start;
    }

    /// Takes more than is needed, and gives back what is before and behind the aligned part.
    private static long anywhere(long size, long alignment) {
        long slack = alignment - Libc.pageSize();
        long taken = Libc.mmap(0, size + slack, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        long start = up(taken, alignment);
        if (start > taken) {
            Libc.munmap(taken, start - taken);
        }
        if (slack > start - taken) {
            Libc.munmap(start + size, slack - (start - taken));
        }
        return start;
    }

    /// The arena owns the pages: it refuses to close while a downcall holds the segment, and a closed one refuses
    /// calls.
    private static final class Mapping implements Block {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment segment;
        private final long code;

        /// @param code bytes of pages that are executable
        Mapping(long address, long size, long code) {
            this.code = code;
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
            Libc.mprotect(segment.address(), code, PROT_READ | PROT_WRITE);
            try {
                writer.accept(segment);
            } finally {
                Libc.mprotect(segment.address(), code, PROT_READ | PROT_EXEC);
            }
        }

        @Override
        public synchronized void close() {
            arena.close();
        }
    }
}
