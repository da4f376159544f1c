package dev.touchstone.exec.host.heap;

import dev.touchstone.exec.host.memory.CodeMemory;
import dev.touchstone.exec.host.memory.Lifetime;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// One block of a heap as memory of code.
public final class HeapMemory implements CodeMemory {
    private final Regions regions;
    private final Block block;
    private final Lifetime lifetime;
    private final MemorySegment segment;

    /// @param size the bytes of it that are seen
    public HeapMemory(Regions regions, Block block, long size, Lifetime lifetime) {
        this.regions = regions;
        this.block = block;
        this.lifetime = lifetime;
        this.segment = segment(regions, block, size, lifetime);
    }

    /// A block's memory with a lifetime, at whose end it is given back.
    public static MemorySegment segment(Regions regions, Block block, long size, Lifetime lifetime) {
        try {
            return MemorySegment.ofAddress(block.address())
                    .reinterpret(size, lifetime.arena(), all -> regions.give(block));
        } catch (RuntimeException e) { // The arena is closed, or another thread's.
            regions.give(block);
            throw e;
        }
    }

    @Override
    public MemorySegment segment() {
        return segment;
    }

    @Override
    public void write(long offset, byte[] bytes, boolean fresh) {
        Objects.checkFromIndexSize(offset, bytes.length, segment.byteSize());
        regions.write(block, segment, offset, bytes, fresh && block.fresh());
    }

    @Override
    public boolean runsWhileWritten() {
        return block.region().memory().runsWhileWritten();
    }

    @Override
    public void store(long offset, int bytes, long value) {
        Objects.checkFromIndexSize(offset, bytes, block.size());
        regions.store(block, segment, offset, bytes, value);
    }

    @Override
    public byte byteAt(long offset) {
        Objects.checkIndex(offset, block.size());
        return regions.byteAt(block, segment, offset);
    }

    @Override
    public void close() {
        lifetime.end();
    }
}
