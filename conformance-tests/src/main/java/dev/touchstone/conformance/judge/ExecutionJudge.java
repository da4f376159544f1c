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
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs each case on every executor from the same states. Each outcome is held against the row (nothing changed
/// that the row does not say is written) and against the first executor's outcome; where two disagree, the others are
/// asked with whom they agree.
public final class ExecutionJudge implements Judge {
    /// An executor with what is known of it.
    public record Runner(Executor executor, Policy policy) {}

    /// How the reason begins when an executor lacks a form's CPU feature; the feature's name follows.
    public static final String LACKS = "has no ";

    private static final int PATIENCE = 10;

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
        List<@Nullable Outcome> first = new ArrayList<>();
        List<@Nullable Runner> firstBy = new ArrayList<>();
        trials.forEach(trial -> {
            first.add(null);
            firstBy.add(null);
        });
        for (Runner runner : runners) {
            List<Integer> chosen = new ArrayList<>();
            for (int i = 0; i < trials.size(); i++) {
                String reason = refusal(runner, trials.get(i));
                if (reason == null) {
                    chosen.add(i);
                } else {
                    findings.add(new Finding(trials.get(i).subject(), name(runner), new Verdict.NotRun(reason)));
                }
            }
            List<Snippet> snippets =
                    chosen.stream().map(i -> trials.get(i).snippet()).toList();
            List<Outcome> outcomes =
                    stopwatch.time(name(runner), "snippets", snippets.size(), () -> runner.executor.runAll(snippets));
            for (int n = 0; n < chosen.size(); n++) {
                int i = chosen.get(n);
                Trial trial = trials.get(i);
                Outcome outcome = outcomes.get(n) instanceof Outcome.TimedOut
                        ? runner.executor.run(patient(trial.snippet()))
                        : outcomes.get(n);
                Runner reference = firstBy.get(i);
                Outcome expected = first.get(i);
                findings.add(new Finding(
                        trial.subject(), name(runner), verdict(trial, runner, outcome, reference, expected)));
                if (expected == null && !(outcome instanceof Outcome.NotRun)) {
                    first.set(i, outcome);
                    firstBy.set(i, runner);
                }
            }
        }
        return findings;
    }

    @Override
    public List<Work> work() {
        return stopwatch.work();
    }

    /// With a longer timeout: that one ran out may be the load of this machine.
    private static Snippet patient(Snippet snippet) {
        return new Snippet(
                snippet.isa(),
                snippet.code(),
                snippet.entry(),
                snippet.initial(),
                snippet.timeout().multipliedBy(PATIENCE));
    }

    private static String name(Runner runner) {
        return runner.executor.name();
    }

    private static @Nullable String refusal(Runner runner, Trial trial) {
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

    /// Whether what an engine makes of an instruction is wrong or its own in a place that following ones may read.
    public static boolean isUnfitForPrograms(Rule rule) {
        return !(rule.action() instanceof Action.MaskFlags || rule.action() instanceof Action.MaskBits);
    }

    private static List<Rule> rules(Runner runner, Trial trial) {
        if (trial.forms().size() == 1) {
            return runner.policy.rulesFor(trial.forms().iterator().next().id());
        }
        return trial.forms().stream()
                .flatMap(form -> runner.policy.rulesFor(form.id()).stream())
                .distinct()
                .toList();
    }

    private Verdict verdict(
            Trial trial, Runner runner, Outcome outcome, @Nullable Runner reference, @Nullable Outcome expected) {
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
            PolicyMask mask = new PolicyMask(language.isa(), trial.footprint(), List.of(runner.executor), rules);
            for (Difference change : new StateComparison(mask)
                    .unexpectedChanges(trial.footprint(), trial.snippet().initial(), after)) {
                differences.add(change);
                wrong.add("changed, which the row says is not written: " + change.line("before", name(runner)));
            }
        }
        Evidence.Run against = null;
        if (reference != null && expected != null && wrong.isEmpty()) {
            against = new Evidence.Run(name(reference), expected);
            masked |= !rules(reference, trial).isEmpty();
            Side ours = side(trial, runner, outcome);
            Side theirs = side(trial, reference, expected);
            OutcomeComparison comparison = OutcomeComparison.of(trial.snippet(), trial.footprint(), theirs, ours);
            differences.addAll(comparison.differences());
            wrong.addAll(comparison.lines());
            if (!comparison.same()) {
                wrong.addAll(thirds(trial, theirs, ours));
            }
        }
        return wrong.isEmpty()
                ? masked ? Verdict.AGREE_MASKED : Verdict.AGREE
                : new Verdict.Disagree(
                        String.join("\n", wrong), new Evidence.Runs(trial.snippet(), run, against, differences));
    }

    private static Side side(Trial trial, Runner runner, Outcome outcome) {
        return new Side(runner.executor, rules(runner, trial), outcome);
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
