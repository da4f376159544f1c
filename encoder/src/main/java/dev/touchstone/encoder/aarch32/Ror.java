package dev.touchstone.encoder.aarch32;

/// The rotation right, where it alone is allowed.
public final class Ror extends Shift {
    static final Ror ROR = new Ror();

    private Ror() {
        super("ror", 3);
    }
}
