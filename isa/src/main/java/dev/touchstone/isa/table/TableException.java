package dev.touchstone.isa.table;

/// A table row that is wrong. The message begins with file and line.
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TableException(SourceLine where, String message) {
        super(where + ": " + message);
    }
}
