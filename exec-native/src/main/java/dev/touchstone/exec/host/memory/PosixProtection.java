package dev.touchstone.exec.host.memory;

import dev.touchstone.exec.host.memory.HostPages.Protection;
import dev.touchstone.exec.host.posix.Posix;

/// Protection as `mmap` and `mprotect` take it.
final class PosixProtection {
    private PosixProtection() {}

    static int bits(Protection protection) {
        return switch (protection) {
            case NONE -> Posix.PROT_NONE;
            case READ_WRITE -> Posix.PROT_READ | Posix.PROT_WRITE;
            case READ_EXECUTE -> Posix.PROT_READ | Posix.PROT_EXEC;
        };
    }
}
