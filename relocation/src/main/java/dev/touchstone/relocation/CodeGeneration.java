package dev.touchstone.relocation;

/// The time of a piece of code between two resets; its labels are valid as long.
///
/// @param unit the piece of code
record CodeGeneration(CodeUnit unit) {
    /// Each is itself only: the one before a reset is another one than that after it.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
