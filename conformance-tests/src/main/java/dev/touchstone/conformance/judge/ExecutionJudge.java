package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.judge.OutcomeComparison.Side;
import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.conformance.state.Difference;
import dev.touchstone.conformance.state.StateComparison;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Runs each case on every executor from the same states. Each outcome is held against the row (nothing changed
/// that the row does not say is written) and against the first executor's outcome; where two disagree, the others are
/// asked with whom they agree.
public final class ExecutionJudge implements Judge {
    /// An executor with what is known of it.
    public record Runner(Executor executor, Policy policy) {}

    private record Prepared(Case subject, Footprint footprint, Snippet snippet) {}

    /// How the reason begins when an executor lacks a form's CPU feature; the feature's name follows.
    public static final String LACKS = "has no ";

    private static final int STATES = 2;
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
        List<Prepared> prepared = prepare(cases, findings);
        List<@Nullable Outcome> first = new ArrayList<>();
        List<@Nullable Runner> firstBy = new ArrayList<>();
        prepared.forEach(p -> {
            first.add(null);
            firstBy.add(null);
        });
        for (Runner runner : runners) {
            List<Integer> chosen = new ArrayList<>();
            for (int i = 0; i < prepared.size(); i++) {
                String reason = refusal(runner, prepared.get(i).subject);
                if (reason == null) {
                    chosen.add(i);
                } else {
                    findings.add(new Finding(prepared.get(i).subject, name(runner), new Verdict.NotRun(reason)));
                }
            }
            List<Snippet> snippets =
                    chosen.stream().map(i -> prepared.get(i).snippet).toList();
            List<Outcome> outcomes =
                    stopwatch.time(name(runner), "snippets", snippets.size(), () -> runner.executor.runAll(snippets));
            for (int n = 0; n < chosen.size(); n++) {
                int i = chosen.get(n);
                Prepared p = prepared.get(i);
                Outcome outcome = outcomes.get(n) instanceof Outcome.TimedOut
                        ? runner.executor.run(patient(p.snippet))
                        : outcomes.get(n);
                Runner reference = firstBy.get(i);
                Outcome expected = first.get(i);
                findings.add(new Finding(p.subject, name(runner), verdict(p, runner, outcome, reference, expected)));
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

    private @Nullable String unrunnable(Case subject, Footprint footprint) {
        boolean branches =
                footprint.traits().contains("branch") || footprint.traits().contains("call");
        return branches && !Arrays.equals(subject.bytes(), Encoding.of(language, subject.instruction()))
                ? "a branch is run by a label, with our bytes, and these are others"
                : SnippetMaker.unrunnable(language.isa(), footprint);
    }

    private List<Prepared> prepare(List<Case> cases, List<Finding> findings) {
        List<Prepared> prepared = new ArrayList<>();
        for (Case subject : cases) {
            Footprint footprint = language.footprint(subject.instruction());
            String reason = unrunnable(subject, footprint);
            for (int state = 0; state < STATES && reason == null; state++) {
                SplittableRandom random = new SplittableRandom(
                        subject.seed() * 31 + subject.text().hashCode() + state);
                SnippetMaker.Made made = new SnippetMaker(language, random).make(subject, footprint);
                if (made == null) {
                    reason = "its address can't be steered into the data window";
                } else {
                    prepared.add(new Prepared(subject, made.footprint(), made.snippet()));
                }
            }
            if (reason != null) {
                for (Runner runner : runners) {
                    findings.add(new Finding(subject, name(runner), new Verdict.NotRun(reason)));
                }
            }
        }
        return prepared;
    }

    private static @Nullable String refusal(Runner runner, Case subject) {
        if (!runner.executor.hasFeature(subject.form().feature())) {
            return LACKS + subject.form().feature();
        }
        return rules(runner, subject).stream()
                .filter(rule -> rule.action() instanceof Action.Never)
                .map(Rule::reason)
                .findFirst()
                .orElse(null);
    }

    private static List<Rule> rules(Runner runner, Case subject) {
        return runner.policy.rulesFor(subject.form().id());
    }

    private Verdict verdict(
            Prepared p, Runner runner, Outcome outcome, @Nullable Runner reference, @Nullable Outcome expected) {
        if (outcome instanceof Outcome.NotRun(String reason)) {
            return new Verdict.NotRun(reason);
        }
        Evidence.Run run = new Evidence.Run(name(runner), outcome);
        List<String> wrong = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        boolean masked = !p.footprint.flagsUndefined().isEmpty();
        if (outcome instanceof Outcome.Completed(var after)) {
            List<Rule> rules = rules(runner, p.subject);
            masked |= !rules.isEmpty();
            PolicyMask mask = new PolicyMask(language.isa(), p.footprint, List.of(runner.executor), rules);
            for (Difference change :
                    new StateComparison(mask).unexpectedChanges(p.footprint, p.snippet.initial(), after)) {
                differences.add(change);
                wrong.add("changed, which the row says is not written: " + change.line("before", name(runner)));
            }
        }
        Evidence.Run against = null;
        if (reference != null && expected != null && wrong.isEmpty()) {
            against = new Evidence.Run(name(reference), expected);
            masked |= !rules(reference, p.subject).isEmpty();
            Side ours = side(p, runner, outcome);
            Side theirs = side(p, reference, expected);
            OutcomeComparison comparison = OutcomeComparison.of(p.snippet, p.footprint, theirs, ours);
            differences.addAll(comparison.differences());
            wrong.addAll(comparison.lines());
            if (!comparison.same()) {
                wrong.addAll(thirds(p, theirs, ours));
            }
        }
        return wrong.isEmpty()
                ? masked ? Verdict.AGREE_MASKED : Verdict.AGREE
                : new Verdict.Disagree(
                        String.join("\n", wrong), new Evidence.Runs(p.snippet, run, against, differences));
    }

    private static Side side(Prepared p, Runner runner, Outcome outcome) {
        return new Side(runner.executor, rules(runner, p.subject), outcome);
    }

    /// What the engines say that are neither of two that disagree: whom each agrees with.
    private List<String> thirds(Prepared p, Side one, Side other) {
        List<String> lines = new ArrayList<>();
        for (Runner runner : runners) {
            if (runner.executor == one.executor()
                    || runner.executor == other.executor()
                    || refusal(runner, p.subject) != null) {
                continue;
            }
            Side third = side(p, runner, runner.executor.run(p.snippet));
            if (third.outcome() instanceof Outcome.NotRun) {
                continue;
            }
            boolean withOne =
                    OutcomeComparison.of(p.snippet, p.footprint, one, third).same();
            boolean withOther =
                    OutcomeComparison.of(p.snippet, p.footprint, other, third).same();
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
