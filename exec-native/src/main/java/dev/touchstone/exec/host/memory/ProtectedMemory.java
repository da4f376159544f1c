package dev.touchstone.exec.host.memory;

import dev.touchstone.exec.host.cache.InstructionCache;
import dev.touchstone.exec.host.memory.HostPages.Protection;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// Code with one view. Its pages are made writable and not executable for the time of a write; or, where the
/// system has that, writable for the writing thread only.
///
/// The arena owns the pages: it refuses to close while a downcall holds the segment, and a closed one refuses
/// calls.
final class ProtectedMemory implements CodeMemory {
    private final HostPages pages;
    private final InstructionCache cache;
    private final Lifetime lifetime;
    private final MemorySegment segment;
    private final long code;

    /// @param guard bytes at both ends that are not for use
    /// @param code bytes of pages that are executable, behind the first guard
    ProtectedMemory(
            HostPages pages,
            InstructionCache cache,
            Lifetime lifetime,
            long address,
            long size,
            long guard,
            long code) {
        this.pages = pages;
        this.cache = cache;
        this.lifetime = lifetime;
        this.code = code;
        segment = MemorySegment.ofAddress(address)
                .reinterpret(size, lifetime.arena(), all -> pages.unmap(address, size))
                .asSlice(guard, size - 2 * guard);
    }

    @Override
    public MemorySegment segment() {
        return segment;
    }

    @Override
    public synchronized void write(long offset, byte[] bytes, boolean fresh) {
        Objects.checkFromIndexSize(offset, bytes.length, segment.byteSize());
        if (lifetime.isOver()) {
            throw new IllegalStateException("the code at 0x%x is closed".formatted(segment.address()));
        }
        int inCode = Math.clamp(code - offset, 0, bytes.length);
        if (inCode < bytes.length) {
            MemorySegment.copy(bytes, inCode, segment, ValueLayout.JAVA_BYTE, offset + inCode, bytes.length - inCode);
        }
        if (inCode > 0) {
            writeCode(offset, bytes, inCode);
            cache.written(segment.address() + offset, inCode, fresh);
        }
    }

    private void writeCode(long offset, byte[] bytes, int length) {
        PerThreadWriter writer = pages.perThreadWriter();
        if (writer != null) {
            writer.write(segment.address() + offset, Arrays.copyOf(bytes, length));
            return;
        }
        long page = pages.pageSize();
        long first = offset / page * page;
        long size = ExecutableMemory.up(offset + length, page) - first;
        pages.protect(segment.address() + first, size, Protection.READ_WRITE);
        try {
            MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, offset, length);
        } finally {
            pages.protect(segment.address() + first, size, Protection.READ_EXECUTE);
        }
    }

    @Override
    public boolean runsWhileWritten() {
        return pages.perThreadWriter() != null;
    }

    @Override
    public synchronized void store(long offset, int bytes, long value) {
        PerThreadWriter writer = pages.perThreadWriter();
        if (writer != null && !lifetime.isOver()) {
            Objects.checkFromIndexSize(offset, bytes, code);
            byte[] little = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array();
            writer.write(segment.address() + offset, Arrays.copyOf(little, bytes));
            return;
        }
        throw new UnsupportedOperationException(
                "the page must be made writable, and is not executable then, so no other thread may run its code;"
                        + " code of a CodeHeap with two views can be changed while it runs");
    }

    @Override
    public byte byteAt(long offset) {
        return segment.get(ValueLayout.JAVA_BYTE, offset);
    }

    @Override
    public synchronized void close() {
        lifetime.end();
    }
}
