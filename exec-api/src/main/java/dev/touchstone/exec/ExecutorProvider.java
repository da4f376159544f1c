package dev.touchstone.exec;

import dev.touchstone.isa.Isa;

/// A kind of executor; found by [java.util.ServiceLoader], for users in [Executors].
public interface ExecutorProvider {
    /// As in `native` or `unicorn`.
    String name();

    /// Version, and where the engine came from, for people.
    ///
    /// @throws EngineMissingException if it can't be had
    String describe() throws EngineMissingException;

    /// Opens an executor.
    ///
    /// @throws EngineMissingException if it can't be had on this host, or not for that set: reason and remedy
    ///     are named
    Executor open(Isa isa) throws EngineMissingException;
}
