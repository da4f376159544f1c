package dev.touchstone.encoder.aarch64;

/// A condition, `EQ` to `LE`; `CS` and `HS`, `CC` and `LO` are the same.
public enum Condition implements AnyCondition {
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
    LE;

    /// Unsigned higher or same.
    public static final Condition HS = CS;

    /// Unsigned lower.
    public static final Condition LO = CC;

    @Override
    public int code() {
        return ordinal();
    }

    /// The opposite.
    public Condition inverted() {
        return VALUES[ordinal() ^ 1];
    }

    private static final Condition[] VALUES = values();
}
