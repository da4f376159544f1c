package dev.touchstone.encoder.aarch64;

/// The factor of an element count of SVE: `MUL #2`.
public enum Mul {
    MUL
}
