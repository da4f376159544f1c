package dev.touchstone.conformance.check;

import dev.touchstone.conformance.judge.Work;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How fast a check went: what each engine was asked and how long it took, of all threads together, and how long
/// each set took by the clock. Thread-safe.
public final class Pace {
    private final Map<Isa, Map<String, Work>> work = new EnumMap<>(Isa.class);
    private final Map<Isa, Duration> elapsed = new EnumMap<>(Isa.class);

    synchronized void add(Isa isa, List<Work> ofOneThread) {
        Map<String, Work> engines = work.computeIfAbsent(isa, k -> new LinkedHashMap<>());
        ofOneThread.forEach(w -> engines.merge(w.engine(), w, Work::plus));
    }

    /// A thread is done with a set.
    ///
    /// @param time since the first one began it
    synchronized void elapsed(Isa isa, Duration time) {
        elapsed.merge(isa, time, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /// An entry an engine that was asked.
    public synchronized List<Work> work(Isa isa) {
        return List.copyOf(work.getOrDefault(isa, Map.of()).values());
    }

    /// By the clock, of all threads side by side; zero if the set was not checked.
    public synchronized Duration elapsed(Isa isa) {
        return elapsed.getOrDefault(isa, Duration.ZERO);
    }
}
