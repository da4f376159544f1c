package dev.touchstone.conformance.planted;

import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.encoder.Instruction;

/// An error in one form.
@FunctionalInterface
interface Plant {
    /// What the wrong encoder makes of an instruction of that form.
    ///
    /// @param right the bytes that it should give, which it does give where the error does not show
    Encoded encode(Instruction instruction, byte[] right);
}
