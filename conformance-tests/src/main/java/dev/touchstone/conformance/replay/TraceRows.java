package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.replay.TrialTrace.EngineTrace;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The steps of several engines side by side. What is one step to one of them, as it can't part it, and several to
/// another is one row.
final class TraceRows {
    /// Each engine's steps of one row, in the engines' order; none where its trace is over.
    ///
    /// @param ended the engines whose steps here, or before, are not held against others': the last one of a run
    ///     that was given up, timed out or could not go on
    record Row(List<List<Step>> steps, Set<Integer> ended) {
        /// The engines whose steps count.
        List<Integer> compared() {
            return IntStream.range(0, steps.size())
                    .filter(engine -> !ended.contains(engine))
                    .boxed()
                    .toList();
        }

        /// Whether all that go on do so at the same place.
        boolean isTogether() {
            return compared().stream().noneMatch(engine -> steps.get(engine).isEmpty())
                    && steps.stream()
                                    .filter(some -> !some.isEmpty())
                                    .map(some -> some.getFirst().pc())
                                    .distinct()
                                    .count()
                            == 1;
        }
    }

    private final List<EngineTrace> engines;
    private final int[] next;

    private TraceRows(List<EngineTrace> engines) {
        this.engines = engines;
        this.next = new int[engines.size()];
    }

    static List<Row> of(List<EngineTrace> engines) {
        TraceRows rows = new TraceRows(engines);
        List<Row> all = new ArrayList<>();
        while (rows.isMore()) {
            all.add(rows.row());
        }
        return all;
    }

    private List<Step> steps(int engine) {
        return engines.get(engine).trace().steps();
    }

    private boolean has(int engine) {
        return next[engine] < steps(engine).size();
    }

    private boolean isMore() {
        for (int i = 0; i < next.length; i++) {
            if (has(i)) {
                return true;
            }
        }
        return false;
    }

    private Row row() {
        List<List<Step>> row = new ArrayList<>();
        for (int i = 0; i < next.length; i++) {
            row.add(has(i) ? new ArrayList<>(List.of(steps(i).get(next[i]++))) : List.of());
        }
        if (new Row(row, Set.of()).isTogether()) {
            long end = row.stream()
                    .mapToLong(some -> some.getFirst().pc() + some.getFirst().code().length)
                    .max()
                    .orElseThrow();
            boolean all = IntStream.range(0, next.length).allMatch(this::isRepeated);
            for (int i = 0; i < next.length; i++) {
                while (isWithin(i, end) || !all && isRepeated(i)) {
                    row.get(i).add(steps(i).get(next[i]++));
                }
            }
        }
        Set<Integer> ended = new HashSet<>();
        for (int i = 0; i < next.length; i++) {
            if (!has(i) && !isFinished(engines.get(i))) {
                ended.add(i);
            }
        }
        return new Row(row, ended);
    }

    /// Whether the run ended by itself.
    private static boolean isFinished(EngineTrace engine) {
        return engine.trace()
                .outcome()
                .filter(end -> end instanceof Outcome.Completed || end instanceof Outcome.Faulted)
                .isPresent();
    }

    /// Whether the next step is behind the first instruction of this one, and within it.
    private boolean isWithin(int engine, long end) {
        return has(engine)
                && next(engine).pc() > last(engine).pc()
                && next(engine).pc() < end;
    }

    /// Whether the next step is the same instruction again.
    private boolean isRepeated(int engine) {
        return has(engine) && next(engine).pc() == last(engine).pc();
    }

    private Step next(int engine) {
        return steps(engine).get(next[engine]);
    }

    private Step last(int engine) {
        return steps(engine).get(next[engine] - 1);
    }
}
