package dev.touchstone.exec.host.cache;

import dev.touchstone.exec.host.windows.Kernel32;

/// As Windows documents it, on all its processors.
final class WindowsCache implements InstructionCache {
    @Override
    public void written(long address, long bytes, boolean fresh) {
        Kernel32.flushInstructionCache(address, bytes);
        if (!fresh) {
            synchronizeThreads();
        }
    }

    @Override
    public boolean synchronizesThreads() {
        return true;
    }

    @Override
    public void synchronizeThreads() {
        Kernel32.flushProcessWriteBuffers();
    }
}
