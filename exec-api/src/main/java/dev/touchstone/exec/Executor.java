package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import java.util.List;

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

    /// How many it carries for that snippet, at most [#carriedBytes(RegisterSet.Register)]: an executor may move
    /// registers that few instructions have for code with such instructions only.
    default int carriedBytes(RegisterSet.Register register, Snippet snippet) {
        return carriedBytes(register);
    }

    /// Runs it. Never throws for what the code does.
    Outcome run(Snippet snippet);

    /// Runs them in order; an executor that is faster in batches overrides this.
    default List<Outcome> runAll(List<Snippet> snippets) {
        return snippets.stream().map(this::run).toList();
    }

    @Override
    void close();
}
