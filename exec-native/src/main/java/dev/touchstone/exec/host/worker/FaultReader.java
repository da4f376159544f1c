package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import java.lang.foreign.MemorySegment;

/// Makes out what the signal means that ended a snippet.
interface FaultReader {
    /// @param address that was accessed; 0 if the fault has none
    record Fault(FaultKind kind, long pc, long address) {}

    /// Puts the registers of the signal's context where a run that completed leaves them.
    void recover(MemorySegment memory, int slot);

    /// What the signal means.
    ///
    /// @param state at the fault
    Fault read(MemorySegment memory, int slot, Snippet snippet, MachineState state);
}
