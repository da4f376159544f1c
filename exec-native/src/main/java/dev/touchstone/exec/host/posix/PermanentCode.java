package dev.touchstone.exec.host.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Small routines of this module's own, which stay for the life of the process: written to a fresh mapping that
/// then becomes executable.
public final class PermanentCode {
    private PermanentCode() {}

    /// Loads position-independent code. Caches are not maintained here.
    ///
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses
    public static MemorySegment load(byte[] code) {
        long bytes = Math.ceilDiv(code.length, Posix.pageSize()) * Posix.pageSize();
        long address = Posix.mmap(
                0, bytes, Posix.PROT_READ | Posix.PROT_WRITE, Posix.MAP_PRIVATE | Posix.MAP_ANONYMOUS, -1, 0);
        MemorySegment pages = MemorySegment.ofAddress(address).reinterpret(bytes);
        MemorySegment.copy(code, 0, pages, ValueLayout.JAVA_BYTE, 0, code.length);
        Posix.mprotect(address, bytes, Posix.PROT_READ | Posix.PROT_EXEC);
        return pages;
    }
}
