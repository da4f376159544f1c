package dev.touchstone.conformance.shrink;

/// How often shrinking may try. A number of tries and no time, so that the result is the same each time.
public final class Budget {
    private int left;

    public Budget(int tries) {
        this.left = tries;
    }

    /// Takes one try; false if none is left.
    public boolean take() {
        return left-- > 0;
    }

    /// Whether none is left.
    public boolean isSpent() {
        return left <= 0;
    }
}
