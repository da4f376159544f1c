package dev.touchstone.exec.host.cache;

import dev.touchstone.exec.EngineMissingException;

/// Makes written code what processors fetch. Thread-safe.
public interface InstructionCache {
    /// That of this host, chosen once.
    ///
    /// @throws EngineMissingException if none is known for its system and processor
    static InstructionCache ofHost() throws EngineMissingException {
        return HostCache.get();
    }

    /// To be called after code was written and before it is called: then it is what this thread runs. It is what
    /// the other threads run too if nothing was ever executed there, or if [#synchronizesThreads()].
    ///
    /// @param address as the code is executed
    /// @param fresh whether nothing was ever executed there
    void written(long address, long bytes, boolean fresh);

    /// Whether [#synchronizeThreads()] can be had.
    boolean synchronizesThreads();

    /// Returns after each other thread of this process, if it runs code, has executed an instruction that
    /// discards what it fetched before this call.
    ///
    /// @throws UnsupportedOperationException if the system has no way to do it; the message says why
    void synchronizeThreads();
}
