package dev.touchstone.conformance.state;

import dev.touchstone.exec.RegisterSet.Register;

/// What a comparison of two states leaves out, beside what the row leaves undefined. The default leaves out
/// nothing.
public interface Mask {
    Mask NOTHING = new Mask() {};

    /// How many of the register's low bytes are compared; 0 for none.
    default int comparedBytes(Register register) {
        return register.bytes();
    }

    /// The bits of a register of up to 8 bytes that are compared.
    default long comparedBits(Register register) {
        return -1L;
    }

    /// Whether the register gathers status (exception flags) that rows do not list as written.
    default boolean isStatus(Register register) {
        return switch (register.name()) {
            case "mxcsr", "fsw", "ftw", "fcw", "fpsr", "fpscr" -> true;
            default -> false;
        };
    }
}
