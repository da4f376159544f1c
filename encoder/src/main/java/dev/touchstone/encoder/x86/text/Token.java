package dev.touchstone.encoder.x86.text;

/// A word of a statement.
///
/// @param text in lower case, names in their own case
/// @param value of a number
/// @param column where it begins, counted from 1
record Token(Kind kind, String text, long value, int column) {
    enum Kind {
        NAME,
        NUMBER,
        /// One of `[ ] { } ( ) , : + - *`.
        MARK,
        /// A braced word such as `{k1}` or `{rn-sae}`, its text without the braces.
        BRACED,
        END
    }

    boolean is(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    /// How messages name it.
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case BRACED -> "{" + text + "}";
            default -> "\"" + text + "\"";
        };
    }
}
