package dev.touchstone.exec.host.cache;

import dev.touchstone.exec.host.linux.Libc;
import dev.touchstone.exec.host.system.SystemCallException;
import org.jspecify.annotations.Nullable;

/// Linux's `membarrier`. The process is registered at the first use.
final class Membarrier {
    private static final int PRIVATE_EXPEDITED_SYNC_CORE = 1 << 5;
    private static final int REGISTER_PRIVATE_EXPEDITED_SYNC_CORE = 1 << 6;

    private static final @Nullable SystemCallException REFUSAL = register();

    private Membarrier() {}

    private static @Nullable SystemCallException register() {
        try {
            Libc.membarrier(REGISTER_PRIVATE_EXPEDITED_SYNC_CORE);
            return null;
        } catch (SystemCallException e) {
            return e;
        }
    }

    static boolean isThere() {
        return REFUSAL == null;
    }

    static void synchronizeThreads() {
        if (REFUSAL != null) {
            throw new UnsupportedOperationException(
                    "this kernel does not synchronise other threads' instruction fetch: " + REFUSAL.getMessage(),
                    REFUSAL);
        }
        Libc.membarrier(PRIVATE_EXPEDITED_SYNC_CORE);
    }
}
