package dev.touchstone.encoder.aarch64;

/// A condition or one of the two that always hold.
public sealed interface AnyCondition permits Condition, Always {
    /// The number in an instruction, 0 to 15.
    int code();
}
