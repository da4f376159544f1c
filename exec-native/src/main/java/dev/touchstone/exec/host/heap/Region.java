package dev.touchstone.exec.host.heap;

import dev.touchstone.exec.host.memory.CodeMemory;
import java.util.Arrays;

/// Memory that blocks are taken from: first what was never used, then what was given back. All under the heap's
/// lock but for writing.
final class Region {
    /// How much is filled with traps ahead of use.
    private static final int FILL = 1 << 16;

    private final CodeMemory memory;
    private final byte trap;
    private final FreeRanges free = new FreeRanges();
    private long frontier;
    private long filled;
    private long used;

    /// @param trap what unused memory is filled with
    Region(CodeMemory memory, byte trap) {
        this.memory = memory;
        this.trap = trap;
    }

    CodeMemory memory() {
        return memory;
    }

    long address() {
        return memory.segment().address();
    }

    long bytes() {
        return memory.segment().byteSize();
    }

    /// Bytes that are taken.
    long used() {
        return used;
    }

    /// Whether more than half of it is not fresh any more.
    boolean isWorn() {
        return frontier > bytes() / 2;
    }

    /// Takes memory in which nothing was ever executed.
    ///
    /// @return its offset, or -1 if there is not so much
    long takeFresh(long size, long alignment) {
        long base = address();
        long start = (base + frontier + alignment - 1 & -alignment) - base;
        if (start + size > bytes()) {
            return -1;
        }
        if (trap != 0 && start + size > filled) {
            fill(start + size);
        }
        if (start > frontier) {
            free.give(frontier, start - frontier);
        }
        frontier = start + size;
        used += size;
        return start;
    }

    private void fill(long upTo) {
        long end = Math.min(bytes(), Math.max(upTo, filled + FILL));
        while (filled < end) {
            byte[] traps = traps((int) Math.min(FILL, end - filled));
            memory.write(filled, traps, true);
            filled += traps.length;
        }
    }

    /// Takes memory that was given back.
    ///
    /// @return its offset, or -1 if none of it fits
    long takeUsed(long size, long alignment) {
        // Regions begin at a page, so that what is aligned in one is aligned in memory, up to a page.
        long start = free.take(size, alignment);
        if (start >= 0) {
            used += size;
        }
        return start;
    }

    /// Gives memory back, and overwrites it.
    void give(long offset, long size) {
        for (long at = offset; at < offset + size; at += FILL) {
            memory.write(at, traps((int) Math.min(FILL, offset + size - at)), true);
        }
        free.give(offset, size);
        used -= size;
    }

    private byte[] traps(int bytes) {
        byte[] traps = new byte[bytes];
        Arrays.fill(traps, trap);
        return traps;
    }
}
