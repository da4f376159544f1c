package dev.touchstone.encoder.aarch64;

/// The conditions that always hold.
public enum Always implements AnyCondition {
    AL,
    NV;

    @Override
    public int code() {
        return 14 + ordinal();
    }
}
