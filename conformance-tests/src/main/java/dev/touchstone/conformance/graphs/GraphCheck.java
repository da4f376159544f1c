package dev.touchstone.conformance.graphs;

import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Holds graphs of one set against the interpreter, on some executors. Used by one thread at a time.
public final class GraphCheck {
    private static final int BATCH = 250;
    private static final int SHRINKING_ATTEMPTS = 400;
    /// Long enough for a machine that has a lot to do.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration SHRINKING = Duration.ofMinutes(1);

    private final Isa isa;
    private final List<Executor> executors;
    private final Linking linking;
    private final Duration timeout;
    private final GraphGenerator generator;

    /// @param executors of that set, one at least; the first one runs each graph at both of its places, the
    ///     others
    ///     at one
    public GraphCheck(Isa isa, List<Executor> executors) {
        this(isa, executors, Linking.ENGINE, TIMEOUT);
    }

    GraphCheck(Isa isa, List<Executor> executors, Linking linking, Duration timeout) {
        if (executors.isEmpty() || executors.stream().anyMatch(e -> e.isa() != isa)) {
            throw new IllegalArgumentException("executors of %s are needed, one at least".formatted(isa));
        }
        this.isa = isa;
        this.executors = List.copyOf(executors);
        this.linking = linking;
        this.timeout = timeout;
        this.generator = new GraphGenerator(isa);
    }

    /// Draws and runs that many graphs.
    ///
    /// @param first the seed of the first one; the others follow
    /// @return the first one that fails, shrunk
    public Optional<GraphFailure> run(long first, int count) {
        for (long seed = first; seed < first + count; seed += BATCH) {
            List<Graph> graphs = new ArrayList<>();
            for (long s = seed; s < Math.min(seed + BATCH, first + count); s++) {
                graphs.add(generator.graph(s));
            }
            Optional<GraphFailure> failure = run(graphs);
            if (failure.isPresent()) {
                return failure.map(this::shrunk);
            }
        }
        return Optional.empty();
    }

    /// Runs them all, then looks.
    private Optional<GraphFailure> run(List<Graph> graphs) {
        List<GraphRun> runs = new ArrayList<>();
        for (Graph graph : graphs) {
            try {
                runs.addAll(GraphRun.of(GraphAssembly.of(graph, linking::kind), linking, timeout));
            } catch (RuntimeException e) {
                return Optional.of(new GraphFailure(graph, "linking", e.toString(), graph.toString()));
            }
        }
        for (Executor executor : executors) {
            Optional<GraphFailure> failure = run(executor, executor == executors.getFirst() ? runs : halfOf(runs));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private static Optional<GraphFailure> run(Executor executor, List<GraphRun> runs) {
        List<Snippet> snippets = runs.stream().map(GraphRun::snippet).toList();
        List<Outcome> outcomes = executor.runAll(snippets);
        for (int i = 0; i < runs.size(); i++) {
            GraphRun run = runs.get(i);
            Optional<String> complaint = run.complaint(outcomes.get(i));
            if (complaint.isPresent()) {
                return Optional.of(new GraphFailure(run.graph(), executor.name(), complaint.get(), run.describe()));
            }
        }
        return Optional.empty();
    }

    /// One of each graph's two runs, the one and the other in turn.
    private static List<GraphRun> halfOf(List<GraphRun> runs) {
        return IntStream.range(0, runs.size() / 2)
                .mapToObj(i -> runs.get(2 * i + i % 2))
                .toList();
    }

    private GraphFailure shrunk(GraphFailure failure) {
        GraphFailure smallest = failure;
        int attempts = 0;
        long end = System.nanoTime() + SHRINKING.toNanos();
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Graph candidate : GraphShrinker.candidates(smallest.graph())) {
                if (++attempts > SHRINKING_ATTEMPTS || System.nanoTime() - end > 0) {
                    return smallest;
                }
                Optional<GraphFailure> again = run(List.of(candidate));
                if (again.isPresent()) {
                    smallest = again.get();
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    @Override
    public String toString() {
        return "label graphs of " + isa;
    }
}
