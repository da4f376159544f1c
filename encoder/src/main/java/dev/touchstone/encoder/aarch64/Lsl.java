package dev.touchstone.encoder.aarch64;

/// The logical shift left, where it alone is allowed.
public final class Lsl extends Shift {
    /// Logical shift left.
    static final Lsl LSL = new Lsl();

    private Lsl() {
        super("lsl", 0);
    }
}
