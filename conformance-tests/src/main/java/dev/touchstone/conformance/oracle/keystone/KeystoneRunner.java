package dev.touchstone.conformance.oracle.keystone;

import java.util.List;

/// Runs Keystone so that a line at which it ends or hangs costs that line alone. Used by one thread at a time.
interface KeystoneRunner extends AutoCloseable {
    /// One [Reply] a request.
    List<String> ask(List<Request> requests);

    @Override
    void close();
}
