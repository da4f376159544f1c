package dev.touchstone.encoder.arm;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;

/// A label that stands as an operand.
///
/// @param hole index of the operand among the form's holes
/// @param name as it was written, with its relocation operator
/// @param addend in bytes
/// @param kind how it is referred to
public record LabelReference(int hole, String name, Label label, long addend, FixupKind kind) {}
