package dev.touchstone.exec.host.memory;

import java.lang.foreign.MemorySegment;

/// Memory of code. Closing gives it back; any use after that is an [IllegalStateException], and so is closing
/// while a call into it runs. Thread-safe.
public interface CodeMemory extends AutoCloseable {
    /// All of it. It may be read and called; code in it is written only by the methods here.
    MemorySegment segment();

    /// Replaces bytes. When it returns they are what every processor fetches, as [InstructionCache] has it.
    ///
    /// @param offset of the first byte
    /// @param fresh whether nothing was ever executed there
    /// @throws IndexOutOfBoundsException if they are not within it
    void write(long offset, byte[] bytes, boolean fresh);

    /// Whether other threads may run code of the same page while it is written.
    boolean runsWhileWritten();

    /// Stores 1, 2, 4 or 8 bytes such that no processor sees some of them only. It makes nothing else sure: see
    /// [InstructionCache].
    ///
    /// @param offset a multiple of `bytes`; the last bytes may be behind the end, up to the next multiple of 8
    /// @throws UnsupportedOperationException if it does not run while it is written
    void store(long offset, int bytes, long value);

    /// The byte at an offset, as it stands there: also one behind the end, up to the next multiple of 8.
    byte byteAt(long offset);

    @Override
    void close();
}
