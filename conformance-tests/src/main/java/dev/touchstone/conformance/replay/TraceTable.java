package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.replay.TraceRows.Row;
import dev.touchstone.conformance.replay.TrialTrace.EngineTrace;
import dev.touchstone.conformance.state.UndefinedFlags;
import dev.touchstone.conformance.trace.ChangeText;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/// The engines' traces of one trial side by side: once where they are alike, each of its own where they are not. The
/// first place is marked where two differ in what is compared.
final class TraceTable {
    private final Trial trial;
    private final MachineLanguage language;
    private final List<EngineTrace> traced;
    private final List<TracedState> states;
    private final UndefinedFlags undefined;
    private final List<String> lines = new ArrayList<>();
    private boolean parted;

    private TraceTable(TrialTrace trace) {
        this.trial = trace.trial();
        this.language = MachineLanguages.of(trial.snippet().isa());
        this.traced = trace.engines().stream()
                .filter(engine -> !engine.trace().steps().isEmpty())
                .toList();
        this.states = traced.stream()
                .map(engine -> new TracedState(trial.snippet().initial()))
                .toList();
        this.undefined = new UndefinedFlags(language.isa());
    }

    static List<String> lines(TrialTrace trace) {
        TraceTable table = new TraceTable(trace);
        TraceRows.of(table.traced).forEach(table::row);
        for (EngineTrace engine : trace.engines()) {
            table.lines.add("%-13s %s".formatted(engine.name(), trace.end(engine)));
        }
        return table.lines;
    }

    private void row(Row row) {
        for (int i = 0; i < traced.size(); i++) {
            states.get(i).after(row.steps().get(i));
        }
        List<Step> shortest = row.steps().stream()
                .filter(steps -> !steps.isEmpty())
                .min(Comparator.comparing(List::size))
                .orElseThrow();
        shortest.forEach(this::undefine);
        if (!parted) {
            String difference = row.isTogether() ? difference(row) : where(row);
            parted = !difference.isEmpty();
            if (parted) {
                lines.add("--- parts here: " + difference + " ---");
            }
        }
        boolean alike = row.isTogether()
                && row.steps().stream().allMatch(steps -> steps.isEmpty() || isAlike(steps, shortest, row));
        if (alike) {
            shortest.forEach(step -> lines.add(line(step)));
            return;
        }
        for (int i = 0; i < traced.size(); i++) {
            String name = "%-10s ".formatted(traced.get(i).name());
            row.steps().get(i).forEach(step -> lines.add(name + line(step)));
            if (row.steps().get(i).isEmpty()) {
                lines.add(name + "(over)");
            }
        }
    }

    /// Whether they say the same; of rows with several steps, whether they come to the same.
    private boolean isAlike(List<Step> steps, List<Step> others, Row row) {
        return steps.size() == 1 && others.size() == 1
                ? line(steps.getFirst()).equals(line(others.getFirst()))
                : difference(row).isEmpty();
    }

    private void undefine(Step step) {
        for (Decoded decoded : decoded(step)) {
            undefined.after(language.footprint(decoded.instruction()));
        }
    }

    /// In what two engines differ behind a row; empty if in nothing.
    private String difference(Row row) {
        List<Integer> compared = row.compared();
        for (int i = 1; i < compared.size(); i++) {
            int left = compared.getFirst();
            int right = compared.get(i);
            StringJoiner places = new StringJoiner("; ");
            ExecutionJudge.differences(
                            trial,
                            undefined.flags(),
                            traced.get(left).runner(),
                            states.get(left).state(),
                            traced.get(right).runner(),
                            states.get(right).state())
                    .forEach(difference -> places.add(difference.line(
                            traced.get(left).name(), traced.get(right).name())));
            if (places.length() > 0) {
                return places.toString();
            }
        }
        return "";
    }

    /// Where each engine is.
    private String where(Row row) {
        StringJoiner places = new StringJoiner(", ");
        for (int i : row.compared()) {
            List<Step> steps = row.steps().get(i);
            places.add(traced.get(i).name()
                    + (steps.isEmpty()
                            ? " is over"
                            : " is at 0x%x".formatted(steps.getFirst().pc())));
        }
        return places.toString();
    }

    private String line(Step step) {
        StringJoiner changes = new StringJoiner(" ");
        step.changes().forEach(change -> changes.add(ChangeText.of(change)));
        List<Decoded> decoded = decoded(step);
        return "0x%x  %-16s  %-32s  %s"
                .formatted(step.pc(), HexFormat.of().formatHex(step.code()), text(step, decoded), changes)
                .stripTrailing();
    }

    /// A step's instructions; none if not all of its bytes are in the tables.
    private List<Decoded> decoded(Step step) {
        List<Decoded> all = new ArrayList<>();
        for (int at = 0; at < step.code().length; ) {
            Decoded decoded = language.tryDecode(step.code(), at);
            if (decoded == null) {
                return List.of();
            }
            all.add(decoded);
            at += decoded.length();
        }
        return all;
    }

    private String text(Step step, List<Decoded> decoded) {
        if (decoded.isEmpty()) {
            return "(no instruction of the tables)";
        }
        StringJoiner text = new StringJoiner("; ");
        long at = step.pc();
        for (Decoded one : decoded) {
            text.add(language.format(one.instruction(), at));
            at += one.length();
        }
        return text.toString();
    }
}
