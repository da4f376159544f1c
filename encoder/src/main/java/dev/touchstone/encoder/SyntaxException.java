package dev.touchstone.encoder;

/// Assembly text that is no instruction of the tables. The message says what is wrong, where, and what is
/// allowed.
public final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    /// @param column where in the statement, counted from 1; 0 if the whole statement is meant
    public SyntaxException(String message, int column) {
        super(column > 0 ? message + " (column " + column + ")" : message);
        this.column = column;
    }

    public int column() {
        return column;
    }
}
