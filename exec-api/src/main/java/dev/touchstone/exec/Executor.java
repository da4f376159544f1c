package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs snippets of one instruction set. Used by one thread at a time; closing it frees the machine behind it.
public interface Executor extends AutoCloseable {
    /// As in `native` or `unicorn`.
    String name();

    /// The version of what runs the code, as policy files name it: the engine's version, or the host CPU's
    /// vendor.
    default String version() {
        return "1";
    }

    Isa isa();

    /// Whether this machine has a CPU feature, by the name in the tables: `AVX512F`, `FEAT_SVE`.
    boolean hasFeature(String feature);

    /// How many of a register's low bytes this executor carries in and out; 0 if it doesn't have that register.
    /// What it does not carry keeps its initial value in the outcome.
    default int carriedBytes(RegisterSet.Register register) {
        return register.bytes();
    }

    /// Runs it. Never throws for what the code does.
    Outcome run(Snippet snippet);

    /// Runs them in order; an executor that is faster in batches overrides this.
    default List<Outcome> runAll(List<Snippet> snippets) {
        return snippets.stream().map(this::run).toList();
    }

    /// Runs it instruction by instruction, and tells each one when it is over; the last one of a run that faulted
    /// is where it stopped. Much slower than a run.
    ///
    /// Where the executor can't part them, several instructions are one step: see the executor's page.
    ///
    /// @param limit the most steps; at least 1. A run that takes more is given up
    /// @param steps what is called with each step; what it throws ends the trace and comes out here
    /// @return how the run ended; empty if it was given up. [Outcome.NotRun] if this executor can't trace
    default Optional<Outcome> trace(Snippet snippet, int limit, Consumer<? super Step> steps) {
        return Optional.of(new Outcome.NotRun("the executor " + name() + " does not trace"));
    }

    @Override
    void close();
}
