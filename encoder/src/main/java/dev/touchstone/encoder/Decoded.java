package dev.touchstone.encoder;

/// What a decoder found.
///
/// @param instruction the instruction
/// @param length its bytes
public record Decoded(Instruction instruction, int length) {}
