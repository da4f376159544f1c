package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.trace.Trace;
import dev.touchstone.exec.Outcome;
import java.util.List;
import java.util.Optional;

/// The steps of one trial, by engine.
public record TrialTrace(Trial trial, List<EngineTrace> engines) {
    /// What one engine did.
    public record EngineTrace(Runner runner, Trace trace) {
        String name() {
            return runner.executor().name();
        }
    }

    static TrialTrace of(Trial trial, List<Runner> runners, int limit) {
        return new TrialTrace(
                trial,
                runners.stream()
                        .map(runner -> new EngineTrace(runner, trace(runner, trial, limit)))
                        .toList());
    }

    private static Trace trace(Runner runner, Trial trial, int limit) {
        String ban = ExecutionJudge.ban(runner, trial);
        return ban == null
                ? Trace.of(runner.executor(), trial.snippet(), limit)
                : new Trace(List.of(), Optional.of(new Outcome.NotRun("not traced")), List.of());
    }

    /// How an engine's run ended, for people.
    String end(EngineTrace engine) {
        String refusal = ExecutionJudge.refusal(engine.runner, trial);
        return engine.trace.end() + (refusal == null ? "" : "; not judged: " + refusal);
    }
}
