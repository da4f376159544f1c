package dev.touchstone.encoder.aarch64;

/// A 32-bit general-purpose register or the stack pointer: `w0` to `w30`, `wsp`.
public sealed interface WOrSp permits W, W.StackPointer {
    /// The number in an instruction: 0 to 30, 31 for `wsp`.
    int code();
}
