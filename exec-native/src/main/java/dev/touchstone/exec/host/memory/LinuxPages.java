package dev.touchstone.exec.host.memory;

import static dev.touchstone.exec.host.posix.Posix.MAP_ANONYMOUS;
import static dev.touchstone.exec.host.posix.Posix.MAP_PRIVATE;
import static dev.touchstone.exec.host.posix.Posix.MAP_SHARED;

import dev.touchstone.exec.host.linux.Libc;
import dev.touchstone.exec.host.posix.Posix;
import dev.touchstone.exec.host.system.SystemCallException;

/// Anonymous private mappings; two views are two shared mappings of a file in memory.
final class LinuxPages implements HostPages {
    private static final String ADVICE = "this system refuses memory for code: under SELinux allow the JVM's domain"
            + " execmem and execmod (setsebool -P deny_execmem 0), in a systemd unit set MemoryDenyWriteExecute=no,"
            + " under PaX switch MPROTECT off for the java program (paxctl -m)";

    @Override
    public long pageSize() {
        return Posix.pageSize();
    }

    @Override
    public long granularity() {
        return Posix.pageSize();
    }

    @Override
    public long map(long address, long bytes, Protection protection) {
        return map(address, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    }

    private static long map(long address, long bytes, Protection protection, int flags, int fd) {
        int fixed = address == 0 ? 0 : Libc.MAP_FIXED_NOREPLACE;
        long start;
        try {
            start = Posix.mmap(address, bytes, PosixProtection.bits(protection), flags | fixed, fd, 0);
        } catch (SystemCallException e) {
            throw advised(e, protection);
        }
        if (address != 0 && start != address) { // A kernel before 4.17 takes the address as a wish.
            Posix.munmap(start, bytes);
            throw new IllegalStateException("0x%x bytes at 0x%x are taken".formatted(bytes, address));
        }
        return start;
    }

    @Override
    public void protect(long address, long bytes, Protection protection) {
        try {
            Posix.mprotect(address, bytes, PosixProtection.bits(protection));
        } catch (SystemCallException e) {
            throw advised(e, protection);
        }
    }

    @Override
    public void unmap(long address, long bytes) {
        Posix.munmap(address, bytes);
    }

    @Override
    public Views mapViews(long address, long bytes) {
        int fd = Libc.memfd("touchstone-code", bytes);
        try {
            long code = map(address, bytes, Protection.READ_EXECUTE, MAP_SHARED, fd);
            try {
                return new Views(code, map(0, bytes, Protection.READ_WRITE, MAP_SHARED, fd));
            } catch (RuntimeException e) {
                Posix.munmap(code, bytes);
                throw e;
            }
        } finally {
            Posix.close(fd);
        }
    }

    @Override
    public void unmapViews(Views views, long bytes) {
        Posix.munmap(views.code(), bytes);
        Posix.munmap(views.data(), bytes);
    }

    static SystemCallException advised(SystemCallException e, Protection protection) {
        boolean refused = e.code() == Posix.EACCES || e.code() == Posix.EPERM;
        return refused && protection == Protection.READ_EXECUTE ? e.advised(ADVICE) : e;
    }
}
