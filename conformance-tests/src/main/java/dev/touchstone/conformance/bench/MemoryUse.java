package dev.touchstone.conformance.bench;

/// What memory a long run took, in bytes: of this process and its children.
///
/// @param snippets how many it ran
/// @param nanoseconds that this took by the clock
/// @param start before the first
/// @param early the most in the second twentieth of the run
/// @param late the most in the last twentieth
public record MemoryUse(long snippets, long nanoseconds, long start, long early, long late) {
    /// How much more it was late than early.
    public long growth() {
        return late - early;
    }

    /// Snippets a second by the clock.
    public double perSecond() {
        return 1e9 * snippets / nanoseconds;
    }
}
