package dev.touchstone.exec.host.cache;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// As Apple documents it: `sys_icache_invalidate`. Not run yet, for want of a machine.
final class MacCache implements InstructionCache {
    private static final MethodHandle INVALIDATE = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("sys_icache_invalidate"),
                    FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));

    private final boolean arm;

    MacCache(boolean arm) {
        this.arm = arm;
    }

    @Override
    public void written(long address, long bytes, boolean fresh) {
        if (!arm) {
            return;
        }
        try {
            INVALIDATE.invokeExact(address, bytes);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    @Override
    public boolean synchronizesThreads() {
        return false;
    }

    @Override
    public void synchronizeThreads() {
        throw new UnsupportedOperationException("macOS has no documented call that synchronises other threads'"
                + " instruction fetch; write new code instead of changing code that may be running");
    }
}
