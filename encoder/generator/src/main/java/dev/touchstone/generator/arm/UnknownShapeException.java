package dev.touchstone.generator.arm;

/// A row whose operands have no Java type yet. The message says which operand, and what to add.
final class UnknownShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownShapeException(String message) {
        super(message);
    }
}
