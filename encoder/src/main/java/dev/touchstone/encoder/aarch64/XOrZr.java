package dev.touchstone.encoder.aarch64;

/// A 64-bit general-purpose register or the zero register: `x0` to `x30`, `xzr`.
public sealed interface XOrZr permits X, X.Zero {
    /// The number in an instruction: 0 to 30, 31 for `xzr`.
    int code();
}
