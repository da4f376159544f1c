package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.trace.Trace;
import java.util.List;

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
                        .map(runner -> new EngineTrace(runner, Trace.of(runner.executor(), trial.snippet(), limit)))
                        .toList());
    }

    /// How an engine's run ended, for people.
    String end(EngineTrace engine) {
        String refusal = ExecutionJudge.refusal(engine.runner, trial);
        return engine.trace.end() + (refusal == null ? "" : "; not judged: " + refusal);
    }
}
