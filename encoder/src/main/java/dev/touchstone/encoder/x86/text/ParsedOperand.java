package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.x86.X86Operand;

/// An operand as the text gives it. A branch target or immediate that is a number is an `Imm`; which it is the
/// rows tell.
///
/// @param value the operand, without broadcast count
/// @param reach bits of the branch displacement that `short` (8) or `near` (32) before it ask for; 0 without
/// @param far whether `far` stands before it
/// @param broadcast elements of `{1to16}`, 0 without
/// @param column where it begins
record ParsedOperand(X86Operand value, int reach, boolean far, int broadcast, int column) {}
