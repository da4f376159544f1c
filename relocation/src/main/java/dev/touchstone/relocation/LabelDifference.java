package dev.touchstone.relocation;

/// Data that holds the distance between two labels, in bytes: `plus - minus`.
///
/// @param offset of the data in its section
/// @param bytes of the data: 1, 2, 4 or 8
record LabelDifference(CodeBuffer section, int offset, int bytes, Label plus, Label minus) {}
