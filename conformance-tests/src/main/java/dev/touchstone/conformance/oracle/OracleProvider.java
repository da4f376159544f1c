package dev.touchstone.conformance.oracle;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;

/// A kind of oracle; found by [java.util.ServiceLoader].
public interface OracleProvider {
    /// As in `llvm` or `keystone`.
    String name();

    /// Version of the engine that answers for a set, and where it came from, for people.
    ///
    /// @throws EngineMissingException as [#open(Isa)]
    String describe(Isa isa) throws EngineMissingException;

    /// Opens it for a set; it has passed its self-test for that set when this returns.
    ///
    /// @throws EngineMissingException if it can't be had here, or fails its self-test; with an empty remedy if it
    ///     does not know that set at all
    Oracle open(Isa isa) throws EngineMissingException;
}
