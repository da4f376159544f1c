package dev.touchstone.encoder.aarch32;

/// A condition, `EQ` to `LE`, or `AL` for always; `CS` and `HS`, `CC` and `LO` are the same.
public enum Condition {
    EQ,
    NE,
    CS,
    CC,
    MI,
    PL,
    VS,
    VC,
    HI,
    LS,
    GE,
    LT,
    GT,
    LE,
    AL;

    /// Unsigned higher or same.
    public static final Condition HS = CS;

    /// Unsigned lower.
    public static final Condition LO = CC;

    private static final Condition[] VALUES = values();

    /// The number in an instruction.
    public int code() {
        return ordinal();
    }

    /// The opposite.
    ///
    /// @throws IllegalArgumentException for `AL`
    public Condition inverted() {
        if (this == AL) {
            throw new IllegalArgumentException("AL has no opposite");
        }
        return VALUES[ordinal() ^ 1];
    }
}
