package dev.touchstone.encoder.aarch32;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;

/// Where the generated methods put finished A32 instructions.
public interface A32Sink {
    /// Appends an instruction as it stands, unchecked.
    void word(int word);

    /// Appends an instruction with a label operand, unchecked but for the label.
    ///
    /// @param word the instruction with the label's bits 0
    /// @param kind how the label's bits are filled in
    /// @param addend what the program counter is ahead, negated
    void word(int word, FixupKind kind, Label target, long addend);
}
