package dev.touchstone.exec.host.memory;

import static dev.touchstone.exec.host.posix.Posix.MAP_ANONYMOUS;
import static dev.touchstone.exec.host.posix.Posix.MAP_PRIVATE;
import static dev.touchstone.exec.host.posix.Posix.PROT_EXEC;
import static dev.touchstone.exec.host.posix.Posix.PROT_READ;
import static dev.touchstone.exec.host.posix.Posix.PROT_WRITE;

import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.host.posix.Posix;
import dev.touchstone.exec.host.system.SystemCallException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Mappings with `MAP_JIT`. On Apple silicon a thread sees such pages either as executable or as writable, by
/// `pthread_jit_write_protect_np`; on Intel their protection changes. Not run yet, for want of a machine.
final class MacPages implements HostPages {
    private static final int MAP_JIT = 0x800;

    private static final String ADVICE = "the hardened runtime refuses memory for code: sign the program that runs the"
            + " JVM with the entitlements com.apple.security.cs.allow-jit and"
            + " com.apple.security.cs.allow-unsigned-executable-memory";

    private final @Nullable PerThreadWriter writer;

    MacPages() {
        writer = Host.current().arch().equals("aarch64") ? advised(PerThreadWriter::ofSystem) : null;
    }

    @Override
    public long pageSize() {
        return Posix.pageSize();
    }

    @Override
    public long granularity() {
        return Posix.pageSize();
    }

    /// `MAP_JIT` and `MAP_FIXED` exclude each other, so an address is a wish, and what comes is looked at.
    @Override
    public long map(long address, long bytes, Protection protection) {
        boolean code = protection == Protection.READ_EXECUTE;
        int bits = code && writer != null ? PROT_READ | PROT_WRITE | PROT_EXEC : PosixProtection.bits(protection);
        int flags = MAP_PRIVATE | MAP_ANONYMOUS | (code ? MAP_JIT : 0);
        long start = advised(() -> Posix.mmap(address, bytes, bits, flags, -1, 0));
        if (address != 0 && start != address) {
            Posix.munmap(start, bytes);
            throw new IllegalStateException("0x%x bytes at 0x%x are taken".formatted(bytes, address));
        }
        return start;
    }

    @Override
    public void protect(long address, long bytes, Protection protection) {
        advised(() -> {
            Posix.mprotect(address, bytes, PosixProtection.bits(protection));
            return address;
        });
    }

    @Override
    public void unmap(long address, long bytes) {
        Posix.munmap(address, bytes);
    }

    @Override
    public Views mapViews(long address, long bytes) {
        throw new UnsupportedOperationException("macOS documents no second view of pages for code");
    }

    @Override
    public void unmapViews(Views views, long bytes) {
        throw new UnsupportedOperationException("macOS documents no second view of pages for code");
    }

    @Override
    public @Nullable PerThreadWriter perThreadWriter() {
        return writer;
    }

    static <T> T advised(Supplier<T> call) {
        try {
            return call.get();
        } catch (SystemCallException e) {
            boolean refused = e.code() == Posix.EACCES || e.code() == Posix.EPERM || e.code() == Posix.EINVAL;
            throw refused ? e.advised(ADVICE) : e;
        }
    }
}
