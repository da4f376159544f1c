package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.trace.Trace;
import dev.touchstone.exec.Step;
import java.util.ArrayList;
import java.util.List;

/// The steps of one trial, by engine.
public record TrialTrace(Trial trial, List<EngineTrace> engines) {
    /// What one engine did.
    ///
    /// @param end how it ended, for people; why there are no steps if there are none
    public record EngineTrace(String engine, List<Step> steps, String end) {}

    static TrialTrace of(Trial trial, List<Runner> runners, int limit) {
        List<EngineTrace> engines = new ArrayList<>();
        for (Runner runner : runners) {
            Trace trace = Trace.of(runner.executor(), trial.snippet(), limit);
            engines.add(new EngineTrace(runner.executor().name(), trace.steps(), trace.end()));
        }
        return new TrialTrace(trial, engines);
    }
}
