package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.exec.Outcome;
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
            List<Step> steps = new ArrayList<>();
            String end = runner.executor()
                    .trace(trial.snippet(), limit, steps::add)
                    .map(TrialTrace::brief)
                    .orElse("given up after " + limit + " steps");
            engines.add(new EngineTrace(runner.executor().name(), steps, end));
        }
        return new TrialTrace(trial, engines);
    }

    private static String brief(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed _ -> "completed";
            case Outcome.Faulted fault ->
                "faulted: %s at pc 0x%x, address 0x%x".formatted(fault.kind(), fault.pc(), fault.address());
            case Outcome.TimedOut _ -> "timed out";
            case Outcome.NotRun(String reason) -> reason;
        };
    }
}
