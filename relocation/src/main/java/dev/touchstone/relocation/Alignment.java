package dev.touchstone.relocation;

/// A place where code or data goes on at a multiple of some bytes.
///
/// @param offset of the padding
/// @param multiple a power of two
/// @param padding bytes of it
/// @param data whether it is zeros, not instructions
record Alignment(int offset, int multiple, int padding, boolean data) {}
