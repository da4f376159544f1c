package dev.touchstone.encoder.x86;

import java.util.Locale;

/// Embedded rounding of an EVEX form, which suppresses exceptions too, or suppression alone.
public enum Rounding {
    /// None is asked for; MXCSR rules.
    NONE,
    /// To nearest, even.
    RN_SAE,
    /// Down.
    RD_SAE,
    /// Up.
    RU_SAE,
    /// Toward zero.
    RZ_SAE,
    /// Exceptions are suppressed; nothing is rounded, or MXCSR rounds.
    SAE;

    /// EVEX.L'L for the rounding mode: 0 to 3.
    int bits() {
        return ordinal() - 1;
    }

    /// Whether a rounding mode is asked for.
    public boolean rounds() {
        return this != NONE && this != SAE;
    }

    @Override
    public String toString() {
        return this == NONE ? "" : "{" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "}";
    }
}
