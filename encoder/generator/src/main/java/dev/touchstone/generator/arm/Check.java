package dev.touchstone.generator.arm;

/// A condition on operands, and what to say where it does not hold.
///
/// @param holds Java condition
/// @param operand as the form names it
/// @param given Java expression of what was given
/// @param allowed text
/// @param selects whether it tells the row from others, rather than judge an operand
record Check(String holds, String operand, String given, String allowed, boolean selects) {
    Check(String holds, String operand, String given, String allowed) {
        this(holds, operand, given, allowed, false);
    }
}
