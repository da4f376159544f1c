package dev.touchstone.conformance.bench;

/// How fast an executor ran snippets.
///
/// @param snippets how many it ran
/// @param nanoseconds that this took by the clock
/// @param callerNanoseconds of the processor that the calling thread used
/// @param childNanoseconds of the processor that child processes used, in steps of 10 ms; workers are such
public record ExecutorRate(long snippets, long nanoseconds, long callerNanoseconds, long childNanoseconds) {
    /// Snippets a second by the clock.
    public double perSecond() {
        return 1e9 * snippets / nanoseconds;
    }

    /// Snippets for a second of one processor: what it would be if all ran on that one, in turn.
    public double perProcessorSecond() {
        return 1e9 * snippets / (callerNanoseconds + childNanoseconds);
    }

    /// Processor time of the calling thread for a snippet, in nanoseconds.
    public double callerTime() {
        return (double) callerNanoseconds / snippets;
    }

    /// Processor time of child processes for a snippet, in nanoseconds.
    public double childTime() {
        return (double) childNanoseconds / snippets;
    }
}
