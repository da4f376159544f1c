package dev.touchstone.encoder.aarch64;

/// The lookup table register of SME2.
public enum Zt {
    ZT0;

    /// The bytes from `offset` on, `zt0[8]`.
    public At at(long offset) {
        return new At(offset);
    }

    /// A place in the table.
    ///
    /// @param offset in bytes
    public record At(long offset) {}
}
