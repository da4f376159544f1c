package dev.touchstone.exec.host.cache;

/// Instruction fetch sees all stores; a thread that may have fetched what stood there before needs a serialising
/// instruction.
final class LinuxX86Cache implements InstructionCache {
    @Override
    public void written(long address, long bytes, boolean fresh) {
        if (!fresh && Membarrier.isThere()) {
            Membarrier.synchronizeThreads();
        }
    }

    @Override
    public boolean synchronizesThreads() {
        return Membarrier.isThere();
    }

    @Override
    public void synchronizeThreads() {
        Membarrier.synchronizeThreads();
    }
}
