package dev.touchstone.conformance.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Measures one thread's batches. Two clock readings a batch.
public final class Stopwatch {
    private final Map<String, Work> work = new LinkedHashMap<>();

    /// Does the task, and counts its time.
    ///
    /// @param count how many cases or snippets it is about
    public <T> T time(String engine, String unit, int count, Supplier<T> task) {
        long start = System.nanoTime();
        try {
            return task.get();
        } finally {
            work.merge(engine, new Work(engine, unit, count, System.nanoTime() - start), Work::plus);
        }
    }

    /// An entry an engine, in the order in which they were first asked.
    public List<Work> work() {
        return List.copyOf(work.values());
    }
}
