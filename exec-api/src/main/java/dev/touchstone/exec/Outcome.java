package dev.touchstone.exec;

import org.jspecify.annotations.Nullable;

/// How a run ended.
public sealed interface Outcome {
    /// Control reached the end; this is the state there.
    record Completed(MachineState state) implements Outcome {}

    /// The machine refused.
    ///
    /// @param pc of the faulting instruction, as far as the executor knows it
    /// @param address that was accessed, where the fault has one
    /// @param state at the fault, where the executor has it
    record Faulted(
            FaultKind kind, long pc, long address, @Nullable MachineState state) implements Outcome {}

    /// Neither, until the snippet's timeout.
    record TimedOut() implements Outcome {}

    /// The executor can't run this one: not its set, or an instruction that it is known not to know.
    record NotRun(String reason) implements Outcome {}
}
