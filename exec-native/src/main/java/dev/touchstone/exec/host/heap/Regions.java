package dev.touchstone.exec.host.heap;

import dev.touchstone.exec.host.memory.CodeMemory;
import dev.touchstone.exec.host.memory.ExecutableMemory;
import dev.touchstone.exec.host.memory.Lifetime;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All memory of a heap. Thread-safe.
public final class Regions {
    private static final int ATTEMPTS_NEAR = 64;

    private final ExecutableMemory memory;
    private final long regionBytes;
    private final long reach;
    private final byte trap;
    private final boolean reuses;
    private final List<Region> regions = new ArrayList<>();
    private final Map<Lifetime, MemorySegment> lifetimes = new IdentityHashMap<>();
    private long granule = 16;
    private boolean closed;

    /// @param regionBytes how much is taken of the system at once, at least
    /// @param reach within how many bytes all regions should stand
    /// @param trap what unused memory is filled with
    public Regions(ExecutableMemory memory, long regionBytes, long reach, byte trap) {
        this.memory = memory;
        this.regionBytes = regionBytes;
        this.reach = reach;
        this.trap = trap;
        this.reuses = memory.cache().synchronizesThreads();
    }

    /// Takes a block.
    ///
    /// @param size at least 1
    /// @param alignment a power of two, at most a page
    /// @throws IllegalStateException if the heap is closed
    public synchronized Block take(long size, long alignment) {
        checkOpen();
        for (int attempt = 0; ; attempt++) {
            long rounded = Math.ceilDiv(size, granule) * granule;
            long aligned = Math.max(granule, alignment);
            Block block = takeOf(rounded, aligned);
            if (block != null || attempt > 0) {
                if (block == null) {
                    throw new IllegalStateException("a new region has no room for 0x%x bytes".formatted(size));
                }
                return block;
            }
            grow(rounded + aligned);
        }
    }

    private @Nullable Block takeOf(long size, long alignment) {
        for (int i = regions.size() - 1; i >= 0; i--) {
            Region region = regions.get(i);
            long fresh = region.takeFresh(size, alignment);
            if (fresh >= 0) {
                return new Block(region, fresh, size, true);
            }
        }
        if (reuses) {
            for (Region region : regions) {
                long used = region.takeUsed(size, alignment);
                if (used >= 0) {
                    return new Block(region, used, size, false);
                }
            }
        }
        return null;
    }

    private void grow(long bytes) {
        CodeMemory taken = near(Math.max(regionBytes, bytes));
        if (!taken.runsWhileWritten()) {
            granule = memory.pageSize(); // A page that is written can't be run, so no two blocks share one.
        }
        if (reuses) { // The system may have mapped it where other code was unmapped.
            memory.cache().synchronizeThreads();
        }
        regions.add(new Region(taken, trap));
    }

    /// As near to the other regions as the system lets us.
    private CodeMemory near(long bytes) {
        if (!regions.isEmpty()) {
            long step = memory.guardedSize(bytes);
            long first = regions.getFirst().address() - memory.pageSize();
            for (int i = 1; i <= ATTEMPTS_NEAR && i * step < reach; i++) {
                for (long address : new long[] {first - i * step, first + i * step}) {
                    if (address > 0 && isNear(address, step)) {
                        try {
                            return memory.allocateGuarded(address, bytes);
                        } catch (RuntimeException e) {
                            continue; // It is taken: that is what the next address is for.
                        }
                    }
                }
            }
        }
        return memory.allocateGuarded(0, bytes);
    }

    private boolean isNear(long address, long bytes) {
        long low = address;
        long high = address + bytes;
        for (Region region : regions) {
            low = Math.min(low, region.address());
            high = Math.max(high, region.address() + region.bytes());
        }
        return high - low <= reach;
    }

    /// Writes code into a block, unless it was given back.
    ///
    /// @param alive whose scope tells that
    /// @throws IllegalStateException if it was
    public synchronized void write(Block block, MemorySegment alive, long offset, byte[] bytes, boolean fresh) {
        checkAlive(alive);
        block.region().memory().write(block.offset() + offset, bytes, fresh);
    }

    /// Stores into a block as [CodeMemory#store] does, unless it was given back.
    ///
    /// @param alive whose scope tells that
    /// @throws IllegalStateException if it was
    public synchronized void store(Block block, MemorySegment alive, long offset, int bytes, long value) {
        checkAlive(alive);
        block.region().memory().store(block.offset() + offset, bytes, value);
    }

    /// A byte of a block, unless it was given back.
    ///
    /// @param alive whose scope tells that
    /// @throws IllegalStateException if it was
    public synchronized byte byteAt(Block block, MemorySegment alive, long offset) {
        checkAlive(alive);
        return block.region().memory().byteAt(block.offset() + offset);
    }

    private static void checkAlive(MemorySegment alive) {
        if (!alive.scope().isAlive()) {
            throw new IllegalStateException("the code at 0x%x is closed".formatted(alive.address()));
        }
    }

    /// Gives a block back; its memory is overwritten with traps. A region that nothing of is taken goes back to
    /// the system, if it is not the last one.
    public synchronized void give(Block block) {
        Region region = block.region();
        region.give(block.offset(), block.size());
        if (region.used() == 0 && (closed || regions.size() > 1 || !reuses && region.isWorn())) {
            regions.remove(region);
            region.memory().close();
        }
    }

    /// Has [#close()] end this lifetime, unless it is over before.
    ///
    /// @throws IllegalStateException if the heap is closed
    public synchronized void add(Lifetime lifetime) {
        checkOpen();
        MemorySegment end = MemorySegment.ofAddress(1).reinterpret(1, lifetime.arena(), all -> remove(lifetime));
        lifetimes.put(lifetime, end);
    }

    private synchronized void remove(Lifetime lifetime) {
        lifetimes.remove(lifetime);
    }

    /// Ends the lifetimes that were added. No block is given out any more; regions go back to the system as soon
    /// as nothing of them is taken.
    ///
    /// @throws IllegalStateException if a call runs; it may be closed again then
    public void close() {
        List<Lifetime> own;
        synchronized (this) {
            closed = true;
            own = List.copyOf(lifetimes.keySet());
        }
        List<IllegalStateException> running = new ArrayList<>();
        for (Lifetime lifetime : own) {
            try {
                lifetime.end();
            } catch (IllegalStateException e) {
                if (!lifetime.isOver()) { // Else another thread was faster.
                    running.add(e);
                }
            }
        }
        synchronized (this) {
            regions.stream()
                    .filter(region -> region.used() == 0)
                    .forEach(region -> region.memory().close());
            regions.removeIf(region -> region.used() == 0);
        }
        if (!running.isEmpty()) {
            throw new IllegalStateException(
                    "%d functions of the heap run; all others are closed".formatted(running.size()),
                    running.getFirst());
        }
    }

    /// @throws IllegalStateException if it is closed
    public synchronized void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the heap is closed");
        }
    }

    /// Bytes that are taken of the heap.
    public synchronized long used() {
        return regions.stream().mapToLong(Region::used).sum();
    }

    /// Bytes that the heap has taken of the system.
    public synchronized long reserved() {
        return regions.stream().mapToLong(Region::bytes).sum();
    }

    /// Bytes from the first to the last of all regions.
    public synchronized long span() {
        long low = regions.stream().mapToLong(Region::address).min().orElse(0);
        long high = regions.stream()
                .mapToLong(region -> region.address() + region.bytes())
                .max()
                .orElse(0);
        return high - low;
    }
}
