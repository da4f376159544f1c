package dev.touchstone.encoder;

import dev.touchstone.isa.Form;

/// An instruction form with its operands' values. Immutable; equal if form and values are equal.
public interface Instruction {
    Form form();
}
