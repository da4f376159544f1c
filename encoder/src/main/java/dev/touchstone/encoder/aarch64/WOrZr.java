package dev.touchstone.encoder.aarch64;

/// A 32-bit general-purpose register or the zero register: `w0` to `w30`, `wzr`.
public sealed interface WOrZr permits W, W.Zero {
    /// The number in an instruction: 0 to 30, 31 for `wzr`.
    int code();
}
