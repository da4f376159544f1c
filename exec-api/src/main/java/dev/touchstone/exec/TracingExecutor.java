package dev.touchstone.exec;

import java.util.Optional;
import java.util.function.Consumer;

/// An executor whose engine tells each instruction. What others do can be told by running one instruction at a time.
public interface TracingExecutor extends Executor {
    /// Runs it instruction by instruction, and tells each one when it is over; the last one of a run that faulted
    /// is where it stopped. Much slower than a run.
    ///
    /// Where the executor can't part them, several instructions are one step: see the executor's page.
    ///
    /// @param limit the most steps; at least 1. A run that takes more is given up
    /// @param steps what is called with each step; what it throws ends the trace and comes out here
    /// @return how the run ended; empty if it was given up
    Optional<Outcome> trace(Snippet snippet, int limit, Consumer<? super Step> steps);
}
