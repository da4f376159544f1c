package dev.touchstone.relocation;

/// A label, fixup or link that cannot be: the message says which, where, and what is allowed.
public final class RelocationException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public RelocationException(String message) {
        super(message);
    }
}
