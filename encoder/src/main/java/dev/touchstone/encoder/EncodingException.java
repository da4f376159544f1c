package dev.touchstone.encoder;

/// Operands that have no encoding. The message names the form, the operand that is wrong, what was given and
/// what is allowed.
public final class EncodingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String form;
    private final String operand;

    /// @param form the form's syntax or the mnemonic
    /// @param operand the operand as the form names it
    /// @param given what was given
    /// @param allowed what is allowed there
    public EncodingException(String form, String operand, Object given, String allowed) {
        super(form + ": " + operand + " is " + given + "; allowed: " + allowed);
        this.form = form;
        this.operand = operand;
    }

    public String form() {
        return form;
    }

    public String operand() {
        return operand;
    }
}
