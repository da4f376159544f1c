package dev.touchstone.relocation;

/// The time of a piece of code between two resets; its labels are valid as long.
final class CodeGeneration {
    private final CodeUnit unit;

    CodeGeneration(CodeUnit unit) {
        this.unit = unit;
    }

    CodeUnit unit() {
        return unit;
    }
}
