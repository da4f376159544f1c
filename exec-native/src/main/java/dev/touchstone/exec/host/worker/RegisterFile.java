package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Moves registers between machine states and slots. Offsets of slots are from the start of the memory that
/// they are in.
interface RegisterFile {
    /// Why no processor takes this state; null if it does.
    @Nullable
    String refusal(MachineState state);

    /// Writes the registers with which the snippet's run starts.
    void write(Snippet snippet, MemorySegment memory, int slot);

    /// The registers that a run left in its slot; the program counter is `pc`. What the host has not keeps
    /// its value in `initial`.
    MachineState.Image read(MemorySegment memory, int slot, MachineState initial, long pc);

    void putPointer(MachineState state, long pc);
}
