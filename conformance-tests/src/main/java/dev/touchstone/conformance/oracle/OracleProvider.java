package dev.touchstone.conformance.oracle;

import dev.touchstone.exec.EngineMissingException;

/// A kind of oracle; found by [java.util.ServiceLoader].
public interface OracleProvider {
    /// As in `llvm` or `keystone`.
    String name();

    /// Version, and where the engine came from, for people.
    ///
    /// @throws EngineMissingException if it can't be had
    String describe() throws EngineMissingException;

    /// Opens it; it has passed its self-test when this returns.
    ///
    /// @throws EngineMissingException if it can't be had here, or fails its self-test
    Oracle open() throws EngineMissingException;
}
