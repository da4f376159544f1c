package dev.touchstone.exec.host.worker;

import java.lang.foreign.MemorySegment;

/// The jump behind a snippet's code that ends its run.
interface ExitStub {
    int bytes();

    /// @param address where the stub will stand when it runs
    void write(MemorySegment memory, int offset, long address);
}
