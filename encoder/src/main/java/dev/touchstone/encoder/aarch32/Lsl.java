package dev.touchstone.encoder.aarch32;

/// The logical shift left, where it alone is allowed.
public final class Lsl extends Shift {
    static final Lsl LSL = new Lsl();

    private Lsl() {
        super("lsl", 0);
    }
}
