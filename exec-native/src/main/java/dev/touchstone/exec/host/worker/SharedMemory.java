package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.host.linux.Libc;
import dev.touchstone.exec.host.posix.Posix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A file in memory that has no name, mapped here; another process maps it too, by [#path()].
final class SharedMemory implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final int descriptor;
    private final MemorySegment segment;

    SharedMemory(String name, long bytes) {
        descriptor = Libc.memfd(name, bytes);
        try {
            long address = Posix.mmap(0, bytes, Posix.PROT_READ | Posix.PROT_WRITE, Posix.MAP_SHARED, descriptor, 0);
            segment = MemorySegment.ofAddress(address)
                    .reinterpret(bytes, arena, pages -> Posix.munmap(pages.address(), pages.byteSize()));
        } catch (RuntimeException e) {
            Posix.close(descriptor);
            throw e;
        }
    }

    MemorySegment segment() {
        return segment;
    }

    /// A path by which a process of the same user opens this file, as long as it is open here.
    String path() {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
    }

    @Override
    public void close() {
        Posix.close(descriptor);
        arena.close();
    }
}
