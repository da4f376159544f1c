package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.OutcomeComparison.Side;
import dev.touchstone.conformance.state.Difference;
import dev.touchstone.conformance.state.Mask;
import dev.touchstone.conformance.state.StateComparison;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.MachineState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the bytes of an assembler under test do otherwise than ours for the same text: both are run on one engine,
/// from the same states.
///
/// @param engine the executor
/// @param lines what is not the same, ready to print; empty if all is
/// @param places registers and memory of `lines` whose contents are not the same
public record Contrast(String engine, List<String> lines, List<String> places) {
    private static final String OURS = "ours";
    private static final String THEIRS = "theirs";

    public Contrast {
        lines = List.copyOf(lines);
        places = List.copyOf(places);
    }

    /// One for each executor that runs the case. None if its bytes are ours, or if it is no single instruction that
    /// can be run.
    ///
    /// @param from the one initial state; null for those of the seed
    public static List<Contrast> of(
            MachineLanguage language, List<Runner> runners, Case theirs, @Nullable MachineState from) {
        Case ours = ours(language, theirs);
        if (ours == null || theirs.bytes().length == 0) {
            return List.of();
        }
        List<Trial> right = trials(language, ours, from);
        List<Trial> other = trials(language, theirs, from);
        if (right.isEmpty() || right.size() != other.size()) {
            return List.of();
        }
        List<Contrast> contrasts = new ArrayList<>();
        for (Runner runner : runners) {
            if (ExecutionJudge.refusal(runner, right.getFirst()) == null) {
                contrasts.add(of(runner, right, other));
            }
        }
        return contrasts;
    }

    private static @Nullable Case ours(MachineLanguage language, Case theirs) {
        if (theirs.isProgram()) {
            return null;
        }
        try {
            byte[] bytes = Encoding.of(language, theirs.instruction());
            return Arrays.equals(bytes, theirs.bytes())
                    ? null
                    : new Case(theirs.isa(), theirs.instruction(), theirs.text(), bytes, theirs.seed());
        } catch (EncodingException e) {
            return null;
        }
    }

    private static List<Trial> trials(MachineLanguage language, Case subject, @Nullable MachineState from) {
        Trials trials = Trials.of(language, subject);
        return (from == null ? trials : trials.from(from)).runs();
    }

    private static Contrast of(Runner runner, List<Trial> ours, List<Trial> theirs) {
        Set<String> lines = new LinkedHashSet<>();
        Set<String> places = new LinkedHashSet<>();
        for (int i = 0; i < ours.size(); i++) {
            Trial trial = ours.get(i);
            Set<String> before = before(trial, theirs.get(i));
            OutcomeComparison comparison = OutcomeComparison.of(
                    trial.snippet(), trial.footprint(), side(OURS, runner, trial), side(THEIRS, runner, theirs.get(i)));
            List<Difference> differences = comparison.differences().stream()
                    .filter(difference -> !before.contains(difference.place()))
                    .toList();
            differences.forEach(difference -> places.add(difference.place()));
            lines.addAll(
                    comparison.differences().isEmpty()
                            ? comparison.lines()
                            : differences.stream()
                                    .map(difference -> difference.line(OURS, THEIRS))
                                    .toList());
        }
        return new Contrast(runner.executor().name(), List.copyOf(lines), List.copyOf(places));
    }

    /// Where the initial states differ: code of another length ends elsewhere, and some states hold its end.
    private static Set<String> before(Trial ours, Trial theirs) {
        return new StateComparison(Mask.NOTHING)
                        .differences(
                                ours.footprint(),
                                ours.snippet().initial(),
                                theirs.snippet().initial())
                        .stream()
                        .map(Difference::place)
                        .collect(Collectors.toSet());
    }

    private static Side side(String name, Runner runner, Trial trial) {
        return new Side(
                name,
                runner.executor(),
                ExecutionJudge.rules(runner, trial),
                runner.executor().run(trial.snippet()));
    }
}
