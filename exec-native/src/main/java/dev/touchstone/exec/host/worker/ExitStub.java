package dev.touchstone.exec.host.worker;

import java.lang.foreign.MemorySegment;

/// The jump behind a snippet's code that ends its run.
interface ExitStub {
    int bytes();

    /// Writes the stub behind code.
    ///
    /// @param offset of the code, which stands at [dev.touchstone.exec.AddressMap#CODE] when it runs
    void write(MemorySegment memory, int offset, byte[] code);
}
