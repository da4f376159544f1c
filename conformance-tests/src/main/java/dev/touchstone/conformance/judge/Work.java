package dev.touchstone.conformance.judge;

/// How much one engine was asked, and how long it took by the clock of the one thread that asked.
///
/// @param engine as findings name it
/// @param unit what is counted: `cases`, `snippets`
/// @param nanos the time of all, in nanoseconds
public record Work(String engine, String unit, long count, long nanos) {
    /// Both together.
    ///
    /// @throws IllegalArgumentException if they are not of the same engine and unit
    public Work plus(Work other) {
        if (!engine.equals(other.engine) || !unit.equals(other.unit)) {
            throw new IllegalArgumentException("no sum of " + this + " and " + other);
        }
        return new Work(engine, unit, count + other.count, nanos + other.nanos);
    }
}
