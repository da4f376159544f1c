package dev.touchstone.exec.host.memory;

import dev.touchstone.exec.host.cache.InstructionCache;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Code with two views: it is run by one and written by the other, at any time.
final class TwoViewMemory implements CodeMemory {
    private final Arena arena = Arena.ofShared();
    private final InstructionCache cache;
    private final MemorySegment segment;
    private final MemorySegment data;

    /// @param bytes of either view
    /// @param guard bytes at both ends of either view that are not for use
    TwoViewMemory(HostPages pages, InstructionCache cache, HostPages.Views views, long bytes, long guard) {
        this.cache = cache;
        segment = MemorySegment.ofAddress(views.code())
                .reinterpret(bytes, arena, all -> pages.unmapViews(views, bytes))
                .asSlice(guard, bytes - 2 * guard);
        data = MemorySegment.ofAddress(views.data())
                .reinterpret(bytes, arena, null)
                .asSlice(guard, bytes - 2 * guard);
    }

    @Override
    public MemorySegment segment() {
        return segment;
    }

    @Override
    public void write(long offset, byte[] bytes, boolean fresh) {
        MemorySegment.copy(bytes, 0, data, ValueLayout.JAVA_BYTE, offset, bytes.length);
        cache.written(segment.address() + offset, bytes.length, fresh);
    }

    @Override
    public boolean runsWhileWritten() {
        return true;
    }

    @Override
    public void store(long offset, int bytes, long value) {
        Objects.checkFromIndexSize(offset, bytes, data.byteSize());
        Stores.store(data, offset, bytes, value);
    }

    @Override
    public byte byteAt(long offset) {
        return segment.get(ValueLayout.JAVA_BYTE, offset);
    }

    @Override
    public void close() {
        arena.close();
    }
}
