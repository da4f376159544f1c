package dev.touchstone.encoder;

/// Bytes that are no instruction of the tables, or end in the middle of one.
public final class DecodingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public DecodingException(String message) {
        super(message);
    }
}
