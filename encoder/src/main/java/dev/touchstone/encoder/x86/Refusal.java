package dev.touchstone.encoder.x86;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.isa.x86.X86Form;

/// Why operands have no encoding in a form. Cheaper than the exception, since most rows that are tried refuse.
///
/// @param operand the operand, as the form names it
/// @param given what was given
/// @param allowed what is allowed there
record Refusal(X86Form form, String operand, Object given, String allowed) {
    EncodingException exception() {
        return new EncodingException(form.syntax(), operand, given, allowed);
    }
}
