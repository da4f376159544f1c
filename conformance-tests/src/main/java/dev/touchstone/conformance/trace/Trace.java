package dev.touchstone.conformance.trace;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.Step;
import dev.touchstone.exec.TracingExecutor;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The steps of one run on one executor.
///
/// @param outcome how it ended; empty if it was given up
/// @param otherwise how the whole run on that executor ended otherwise, if it was stepped; empty if it did not
public record Trace(List<Step> steps, Optional<Outcome> outcome, List<String> otherwise) {
    private static final int PATIENCE = 10;

    public Trace {
        steps = List.copyOf(steps);
        otherwise = List.copyOf(otherwise);
    }

    /// Runs a snippet step by step: as the executor's engine tells it, or one instruction at a time.
    ///
    /// @param limit the most steps, at least 1; a run that takes more is given up
    public static Trace of(Executor executor, Snippet snippet, int limit) {
        if (executor instanceof TracingExecutor tracing) {
            List<Step> steps = new ArrayList<>();
            Optional<Outcome> outcome = tracing.trace(snippet, limit, step -> {
                // What stands behind the code is the engine's own.
                if (step.pc() >= AddressMap.CODE && step.pc() < snippet.end()) {
                    steps.add(exact(snippet.isa(), step));
                }
            });
            return new Trace(steps, outcome, List.of());
        }
        return stepped(executor, snippet, limit);
    }

    /// With the instruction's own bytes, where an engine did not know how many they are and the tables do.
    private static Step exact(Isa isa, Step step) {
        Decoded decoded = MachineLanguages.of(isa).tryDecode(step.code(), 0);
        return decoded == null || decoded.length() >= step.code().length
                ? step
                : new Step(step.pc(), Arrays.copyOf(step.code(), decoded.length()), step.changes());
    }

    /// As [#of], but by running one instruction at a time whatever the executor is.
    public static Trace stepped(Executor executor, Snippet snippet, int limit) {
        List<Step> steps = new ArrayList<>();
        Optional<Outcome> outcome = new Stepper(executor, snippet, steps::add).run(limit);
        return new Trace(
                steps,
                outcome,
                outcome.map(end -> Ends.differences(run(executor, snippet), end))
                        .orElse(List.of()));
    }

    /// Runs it; once more with more time if it ran out of that, which may be the load of this machine.
    static Outcome run(Executor executor, Snippet snippet) {
        Outcome outcome = executor.run(snippet);
        return outcome instanceof Outcome.TimedOut
                ? executor.run(snippet.within(snippet.timeout().multipliedBy(PATIENCE)))
                : outcome;
    }

    /// How it ended, for people.
    public String end() {
        String end = outcome.map(Ends::brief).orElse("given up after " + steps.size() + " steps");
        return otherwise.isEmpty()
                ? end
                : end + "; stepped, this run ends otherwise: the whole run " + String.join("; ", otherwise);
    }
}
