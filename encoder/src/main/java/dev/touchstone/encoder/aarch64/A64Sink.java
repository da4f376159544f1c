package dev.touchstone.encoder.aarch64;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;

/// Where the generated methods put finished instructions.
public interface A64Sink {
    /// Appends an instruction as it stands, unchecked.
    void word(int word);

    /// Appends an instruction with a label operand, unchecked but for the label.
    ///
    /// @param word the instruction with the label's bits 0
    /// @param kind how the label's bits are filled in
    /// @param addend what is added to the label's address
    void word(int word, FixupKind kind, Label target, long addend);
}
