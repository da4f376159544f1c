package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Makes out what the signal means that ended a snippet.
interface FaultReader {
    /// @param address that was accessed; 0 if the fault has none
    record Fault(FaultKind kind, long pc, long address) {}

    /// Puts the registers of the signal's context where a run that completed leaves them.
    void recover(MemorySegment memory, int slot);

    /// What the signal means; null if it came when the run had ended.
    ///
    /// @param state at the fault
    @Nullable
    Fault read(MemorySegment memory, int slot, Snippet snippet, MachineState state);
}
