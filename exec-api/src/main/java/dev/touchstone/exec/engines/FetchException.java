package dev.touchstone.exec.engines;

/// A package that could not be fetched, or is not what it must be.
final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message);
    }
}
