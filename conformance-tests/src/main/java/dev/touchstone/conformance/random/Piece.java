package dev.touchstone.conformance.random;

/// A part of a program that comes and goes as a whole.
///
/// @param text statements, with `; ` between them
/// @param group parts of one number come and go together, as a branch and its label do; 0 for a part on its own
public record Piece(String text, int group) {}
