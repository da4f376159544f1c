package dev.touchstone.generator.arm;

import java.util.List;

/// What a generated method does for one form.
///
/// @param locals declarations that the rest uses
/// @param checks that must hold, in the operands' order
/// @param statement writes the instruction
record Body(List<String> locals, List<Check> checks, String statement) {}
