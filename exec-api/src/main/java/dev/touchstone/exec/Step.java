package dev.touchstone.exec;

import java.util.List;

/// One instruction of a run, or a few that are not parted.
///
/// @param pc its address
/// @param code its bytes; if its length is not known, those up to the longest that there is
/// @param changes what has another value behind it than before it, but for the program counter, which is the
///     next step's `pc`: registers in the order of the [RegisterSet], then memory by address
public record Step(long pc, byte[] code, List<Change> changes) {
    public Step {
        changes = List.copyOf(changes);
    }

    /// A place of the machine's state and its two values, least significant byte first.
    public sealed interface Change {
        byte[] before();

        byte[] after();
    }

    /// Another value of a register.
    public record RegisterChange(RegisterSet.Register register, byte[] before, byte[] after) implements Change {}

    /// Other bytes from an address on. Changed bytes that are less than 8 apart are one change, with what is
    /// between them.
    public record MemoryChange(long address, byte[] before, byte[] after) implements Change {}

    /// A step that led from one state to the other. Memory is what both states have of it.
    public static Step of(long pc, byte[] code, MachineState before, MachineState after) {
        return new Step(pc, code, StateChanges.between(before, after));
    }
}
