package dev.touchstone.encoder.aarch32;

/// The arithmetic shift right, where it alone is allowed.
public final class Asr extends Shift {
    static final Asr ASR = new Asr();

    private Asr() {
        super("asr", 2);
    }
}
