package dev.touchstone.encoder.aarch64;

/// A 64-bit general-purpose register or the stack pointer: `x0` to `x30`, `sp`.
public sealed interface XOrSp permits X, X.StackPointer {
    /// The number in an instruction: 0 to 30, 31 for `sp`.
    int code();
}
