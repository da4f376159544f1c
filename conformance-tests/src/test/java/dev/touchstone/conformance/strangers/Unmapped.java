package dev.touchstone.conformance.strangers;

import java.io.Serial;

/// An assembler has no way to say an instruction.
public final class Unmapped extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public Unmapped(String reason) {
        super(reason, null, false, false);
    }
}
