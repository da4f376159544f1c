package dev.touchstone.conformance.vectors;

/// A file of vectors is missing or damaged: which, where, and what stands in such a file.
public final class VectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VectorException(String message) {
        super(message);
    }
}
