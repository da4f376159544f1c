package dev.touchstone.exec.emulated;

import dev.touchstone.exec.FaultKind;
import dev.touchstone.isa.Isa;
import org.jspecify.annotations.Nullable;

/// Instructions that Unicorn runs without an error though it shouldn't, or has no machine for; told by their
/// encoding.
interface Scrutiny {
    /// What is to be said of an instruction instead of running it.
    sealed interface Finding {
        /// Unicorn can't run it right.
        record CanNotRun(String reason) implements Finding {}

        /// It faults for a program; Unicorn would run it as an operating system may.
        record Faults(FaultKind kind) implements Finding {}
    }

    /// Whether somewhere in this code there may be such an instruction. Such code is run with each instruction
    /// looked at.
    default boolean suspects(byte[] code) {
        return false;
    }

    /// What there is to say of the instruction at that offset, or null if it may run.
    default @Nullable Finding at(byte[] code, int offset) {
        return null;
    }

    static Scrutiny of(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 -> new X86Scrutiny(isa);
            case A64 -> new A64Scrutiny();
            case A32, T32 -> new Scrutiny() {};
        };
    }
}
