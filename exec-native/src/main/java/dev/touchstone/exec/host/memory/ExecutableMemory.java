package dev.touchstone.exec.host.memory;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.cache.InstructionCache;
import dev.touchstone.exec.host.memory.HostPages.Protection;
import dev.touchstone.exec.host.system.SystemCallException;

/// Takes memory for code of the operating system. Thread-safe.
public final class ExecutableMemory {
    private final HostPages pages;
    private final InstructionCache cache;

    private volatile boolean viewsChecked;
    private volatile boolean viewsRefused;

    private ExecutableMemory(HostPages pages, InstructionCache cache) {
        this.pages = pages;
        this.cache = cache;
    }

    /// Memory of these pages, with this cache.
    public static ExecutableMemory of(HostPages pages, InstructionCache cache) {
        return new ExecutableMemory(pages, cache);
    }

    /// The cache that is maintained when code is written.
    public InstructionCache cache() {
        return cache;
    }

    /// Bytes of a page.
    public long pageSize() {
        return pages.pageSize();
    }

    /// That of this host.
    ///
    /// @throws EngineMissingException if there is none for its system or its processor
    public static ExecutableMemory ofHost() throws EngineMissingException {
        return new ExecutableMemory(HostPages.ofHost(), InstructionCache.ofHost());
    }

    /// Takes a block of at least `bytes` bytes. It is executable, not writable, and filled with zeros.
    ///
    /// @param bytes at least 1
    /// @throws RuntimeException if the system refuses; the message has its reason
    public CodeMemory allocate(long bytes) {
        return allocate(Shape.ofCode(bytes), 0);
    }

    /// Takes a block for code and variables, filled with zeros.
    ///
    /// @param address where it must stand, a multiple of the shape's alignment and of what the system maps; 0 for
    ///     anywhere
    /// @throws IllegalArgumentException if the shape or the address is not aligned so
    /// @throws RuntimeException if the system refuses; the message has its reason
    public CodeMemory allocate(Shape shape, long address) {
        return allocate(shape, address, Lifetime.untilClosed());
    }

    /// As [#allocate(Shape, long)], to be given back when the lifetime ends.
    public CodeMemory allocate(Shape shape, long address, Lifetime lifetime) {
        long page = pages.pageSize();
        long alignment = Math.max(pages.granularity(), shape.alignment());
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
        long start = address == 0 ? anywhere(size, alignment) : pages.map(address, size, Protection.READ_EXECUTE);
        try {
            if (code < size) {
                pages.protect(start + code, size - code, Protection.READ_WRITE);
            }
            return new ProtectedMemory(pages, cache, lifetime, start, size, 0, code);
        } catch (RuntimeException e) {
            pages.unmap(start, size);
            throw e;
        }
    }

    /// Takes a block for code only, between two guard pages, filled with zeros: with two views where the system
    /// has them and lets us, else with one.
    ///
    /// @param address where it should stand, guard page and all; 0 for anywhere
    /// @param bytes at least that many
    /// @throws RuntimeException if the system refuses; the message has its reason
    public CodeMemory allocateGuarded(long address, long bytes) {
        long guard = pages.pageSize();
        long size = guardedSize(bytes);
        RuntimeException refusal = null;
        if (!viewsRefused) {
            try {
                if (!viewsChecked) {
                    ViewProbe.check(pages, cache);
                    viewsChecked = true;
                }
                return twoViews(pages.mapViews(address, size), size, guard);
            } catch (SystemCallException | UnsupportedOperationException e) {
                refusal = e;
            }
        }
        long start;
        try {
            start = pages.map(address, size, Protection.READ_EXECUTE);
        } catch (RuntimeException e) {
            if (refusal != null) {
                e.addSuppressed(refusal);
            }
            throw e;
        }
        viewsRefused = true; // Views are what is refused, not the memory: so it will be from now on.
        try {
            protectGuards(start, size, guard);
        } catch (RuntimeException e) {
            pages.unmap(start, size);
            throw e;
        }
        return new ProtectedMemory(pages, cache, Lifetime.untilClosed(), start, size, guard, size - 2 * guard);
    }

    /// How much address space [#allocateGuarded] takes for so many bytes.
    public long guardedSize(long bytes) {
        return up(up(bytes, pages.pageSize()) + 2 * pages.pageSize(), pages.granularity());
    }

    private CodeMemory twoViews(HostPages.Views views, long size, long guard) {
        try {
            protectGuards(views.code(), size, guard);
            protectGuards(views.data(), size, guard);
            return new TwoViewMemory(pages, cache, views, size, guard);
        } catch (RuntimeException e) {
            pages.unmapViews(views, size);
            throw e;
        }
    }

    private void protectGuards(long start, long size, long guard) {
        pages.protect(start, guard, Protection.NONE);
        pages.protect(start + size - guard, guard, Protection.NONE);
    }

    static long up(long bytes, long multiple) {
        return Math.ceilDiv(bytes, multiple) * multiple;
    }

    /// Where the system's own alignment does not do, it is asked for more than is needed, and then for the
    /// aligned part of that: another thread may be faster, so that is tried a few times.
    private long anywhere(long size, long alignment) {
        if (alignment <= pages.granularity()) {
            return pages.map(0, size, Protection.READ_EXECUTE);
        }
        RuntimeException failure = null;
        for (int attempt = 0; attempt < 16; attempt++) {
            long taken = pages.map(0, size + alignment, Protection.NONE);
            pages.unmap(taken, size + alignment);
            try {
                return pages.map(up(taken, alignment), size, Protection.READ_EXECUTE);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        throw failure == null ? new IllegalStateException() : failure;
    }

    /// What a block holds, in bytes: code from its start on, executable and not writable; variables up to its
    /// end, writable and not executable.
    ///
    /// @param variables the offset of the first variable, a multiple of a page; `bytes` if there are none
    /// @param bytes of both, at least 1
    /// @param alignment of the block's address, a power of two
    public record Shape(long variables, long bytes, long alignment) {
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
}
