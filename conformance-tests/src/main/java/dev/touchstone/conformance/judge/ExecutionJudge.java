package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.judge.OutcomeComparison.Side;
import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.conformance.state.Difference;
import dev.touchstone.conformance.state.StateComparison;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs each case on every executor from the same states. Each outcome is held against the row (nothing changed
/// that the row does not say is written) and against the first executor's outcome; where two disagree, the others are
/// asked with whom they agree.
public final class ExecutionJudge implements Judge {
    /// An executor with what is known of it.
    public record Runner(Executor executor, Policy policy) {}

    /// How the reason begins when an executor lacks a form's CPU feature; the feature's name follows.
    public static final String LACKS = "has no ";

    /// What a run may take at first, and where engines don't agree that it has no end.
    private static final Duration FIRST_TIMEOUT = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MachineLanguage language;
    private final List<Runner> runners;
    private final Stopwatch stopwatch = new Stopwatch();

    public ExecutionJudge(MachineLanguage language, List<Runner> runners) {
        this.language = language;
        this.runners = runners;
    }

    @Override
    public List<Finding> judge(List<Case> cases) {
        List<Finding> findings = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        for (Case subject : cases) {
            Trials of = Trials.of(language, subject);
            trials.addAll(of.runs());
            if (of.reason() != null) {
                for (Runner runner : runners) {
                    findings.add(new Finding(subject, name(runner), new Verdict.NotRun(of.reason())));
                }
            }
        }
        findings.addAll(run(trials));
        return findings;
    }

    /// What each executor's run of each trial comes to.
    public List<Finding> run(List<Trial> trials) {
        List<Finding> findings = new ArrayList<>();
        List<List<@Nullable Outcome>> ran = new ArrayList<>();
        for (Runner runner : runners) {
            ran.add(outcomes(runner, trials, findings));
        }
        for (int i = 0; i < trials.size(); i++) {
            settle(trials.get(i), ran, i);
        }
        List<@Nullable Side> first = new ArrayList<>(Collections.nCopies(trials.size(), null));
        for (int r = 0; r < runners.size(); r++) {
            Runner runner = runners.get(r);
            for (int i = 0; i < trials.size(); i++) {
                Outcome outcome = ran.get(r).get(i);
                if (outcome == null) {
                    continue;
                }
                Trial trial = trials.get(i);
                Verdict verdict = verdict(trial, runner, outcome, first.get(i));
                findings.add(new Finding(trial.subject(), name(runner), verdict));
                if (first.get(i) == null && !(outcome instanceof Outcome.NotRun)) {
                    first.set(i, side(trial, runner, outcome));
                }
            }
        }
        return findings;
    }

    /// The outcomes of those that the runner takes; null for the others, with a finding that says why.
    private List<@Nullable Outcome> outcomes(Runner runner, List<Trial> trials, List<Finding> findings) {
        List<@Nullable Outcome> outcomes = new ArrayList<>(Collections.nCopies(trials.size(), null));
        List<Integer> chosen = new ArrayList<>();
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            String reason = refusal(runner, trials.get(i));
            if (reason == null) {
                chosen.add(i);
                snippets.add(trials.get(i).snippet().within(FIRST_TIMEOUT));
            } else {
                findings.add(new Finding(trials.get(i).subject(), name(runner), new Verdict.NotRun(reason)));
            }
        }
        List<Outcome> ran =
                stopwatch.time(name(runner), "snippets", snippets.size(), () -> runner.executor.runAll(snippets));
        for (int n = 0; n < chosen.size(); n++) {
            outcomes.set(chosen.get(n), ran.get(n));
        }
        return outcomes;
    }

    /// That one ran out of time may be the load of this machine: unless two and all who ran it say so, those get more.
    private void settle(Trial trial, List<List<@Nullable Outcome>> ran, int i) {
        int timedOut = 0;
        int others = 0;
        for (List<@Nullable Outcome> outcomes : ran) {
            switch (outcomes.get(i)) {
                case Outcome.TimedOut _ -> timedOut++;
                case Outcome.NotRun _ -> {}
                case null -> {}
                case Outcome.Completed _, Outcome.Faulted _ -> others++;
            }
        }
        if (timedOut == 0 || timedOut > 1 && others == 0) {
            return;
        }
        for (int r = 0; r < runners.size(); r++) {
            if (ran.get(r).get(i) instanceof Outcome.TimedOut) {
                ran.get(r).set(i, runners.get(r).executor.run(trial.snippet().within(PATIENCE)));
            }
        }
    }

    @Override
    public List<Work> work() {
        return stopwatch.work();
    }

    private static String name(Runner runner) {
        return runner.executor.name();
    }

    /// Why what an executor makes of a trial is not judged; null if it is.
    public static @Nullable String refusal(Runner runner, Trial trial) {
        for (Form form : trial.forms()) {
            if (!runner.executor.hasFeature(form.feature())) {
                return LACKS + form.feature();
            }
        }
        return rules(runner, trial).stream()
                .filter(rule ->
                        trial.forms().size() == 1 ? rule.action() instanceof Action.Never : isUnfitForPrograms(rule))
                .map(Rule::reason)
                .findFirst()
                .orElse(null);
    }

    /// Why an executor must not be given a trial at all: it may end this process; null if it may be.
    public static @Nullable String ban(Runner runner, Trial trial) {
        return rules(runner, trial).stream()
                .filter(rule -> rule.action() instanceof Action.Never)
                .map(Rule::reason)
                .findFirst()
                .orElse(null);
    }

    /// Where the states of two executors differ in the midst of a trial, but for what is known to differ.
    ///
    /// @param undefined flags that may have any value there
    public static List<Difference> differences(
            Trial trial, Set<String> undefined, Runner left, MachineState one, Runner right, MachineState other) {
        List<Rule> rules = new ArrayList<>(rules(left, trial));
        rules.addAll(rules(right, trial));
        Footprint all = trial.footprint();
        Footprint footprint = new Footprint(
                all.reads(), all.writes(), all.flagsRead(), all.flagsWritten(), undefined, all.memory(), all.traits());
        PolicyMask mask = new PolicyMask(trial.snippet(), footprint, List.of(left.executor, right.executor), rules);
        return new StateComparison(mask).differences(footprint, one, other);
    }

    /// Whether what an engine makes of an instruction is wrong or its own in a place that following ones may read.
    public static boolean isUnfitForPrograms(Rule rule) {
        return !(rule.action() instanceof Action.MaskFlags || rule.action() instanceof Action.MaskBits);
    }

    /// What is known of an executor and a trial.
    static List<Rule> rules(Runner runner, Trial trial) {
        if (trial.forms().size() == 1) {
            Form form = trial.forms().iterator().next();
            return runner.policy.rulesFor(form.id(), trial.subject().text());
        }
        return trial.forms().stream()
                .flatMap(form -> runner.policy.rulesFor(form.id()).stream())
                .distinct()
                .toList();
    }

    /// @param reference the first engine that ran it
    private Verdict verdict(Trial trial, Runner runner, Outcome outcome, @Nullable Side reference) {
        if (outcome instanceof Outcome.NotRun(String reason)) {
            return new Verdict.NotRun(reason);
        }
        Evidence.Run run = new Evidence.Run(name(runner), outcome);
        List<String> wrong = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        boolean masked = !trial.footprint().flagsUndefined().isEmpty();
        if (outcome instanceof Outcome.Completed(var after)) {
            List<Rule> rules = rules(runner, trial);
            masked |= !rules.isEmpty();
            PolicyMask mask = new PolicyMask(trial.snippet(), trial.footprint(), List.of(runner.executor), rules);
            for (Difference change : new StateComparison(mask)
                    .unexpectedChanges(trial.footprint(), trial.snippet().initial(), after)) {
                differences.add(change);
                wrong.add("changed, which the row says is not written: " + change.line("before", name(runner)));
            }
        }
        Evidence.Run against = null;
        if (reference != null && wrong.isEmpty()) {
            against = new Evidence.Run(reference.name(), reference.outcome());
            masked |= !reference.rules().isEmpty();
            Side ours = side(trial, runner, outcome);
            OutcomeComparison comparison = OutcomeComparison.of(trial.snippet(), trial.footprint(), reference, ours);
            differences.addAll(comparison.differences());
            wrong.addAll(comparison.lines());
            if (!comparison.same()) {
                wrong.addAll(thirds(trial, reference, ours));
            }
        }
        return wrong.isEmpty()
                ? masked ? Verdict.AGREE_MASKED : Verdict.AGREE
                : new Verdict.Disagree(
                        String.join("\n", wrong), new Evidence.Runs(trial.snippet(), run, against, differences));
    }

    private static Side side(Trial trial, Runner runner, Outcome outcome) {
        return new Side(name(runner), runner.executor, rules(runner, trial), outcome);
    }

    /// What the engines say that are neither of two that disagree: whom each agrees with.
    private List<String> thirds(Trial trial, Side one, Side other) {
        List<String> lines = new ArrayList<>();
        for (Runner runner : runners) {
            if (runner.executor == one.executor()
                    || runner.executor == other.executor()
                    || refusal(runner, trial) != null) {
                continue;
            }
            Side third = side(trial, runner, runner.executor.run(trial.snippet()));
            if (third.outcome() instanceof Outcome.NotRun) {
                continue;
            }
            boolean withOne = OutcomeComparison.of(trial.snippet(), trial.footprint(), one, third)
                    .same();
            boolean withOther = OutcomeComparison.of(trial.snippet(), trial.footprint(), other, third)
                    .same();
            if (withOne != withOther) {
                lines.add("%s agrees with %s: %s stands alone"
                        .formatted(third.name(), (withOne ? one : other).name(), (withOne ? other : one).name()));
            } else if (!withOne) {
                lines.add(third.name() + " agrees with neither");
            }
        }
        return lines;
    }
}
