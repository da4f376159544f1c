package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.replay.TrialTrace.EngineTrace;
import dev.touchstone.conformance.trace.ChangeText;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.Step;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/// The engines' traces of one trial side by side: once where they agree, each of its own where they don't.
final class TraceTable {
    private final MachineLanguage language;
    private final List<EngineTrace> traced;
    private final List<String> lines = new ArrayList<>();

    private TraceTable(TrialTrace trace) {
        this.language = MachineLanguages.of(trace.trial().snippet().isa());
        this.traced = trace.engines().stream().filter(e -> !e.steps().isEmpty()).toList();
    }

    static List<String> lines(TrialTrace trace) {
        TraceTable table = new TraceTable(trace);
        table.steps();
        for (EngineTrace engine : trace.engines()) {
            table.lines.add("%-13s %s".formatted(engine.engine(), engine.end()));
        }
        return table.lines;
    }

    private void steps() {
        int longest = traced.stream().mapToInt(e -> e.steps().size()).max().orElse(0);
        boolean parted = false;
        for (int i = 0; i < longest; i++) {
            int step = i;
            boolean together = traced.stream()
                    .allMatch(e -> e.steps().size() > step
                            && line(e.steps().get(step))
                                    .equals(line(traced.getFirst().steps().get(step))));
            if (together) {
                lines.add(line(traced.getFirst().steps().get(i)));
                continue;
            }
            if (!parted) {
                lines.add("--- here they part ---");
                parted = true;
            }
            for (EngineTrace engine : traced) {
                lines.add("%-10s ".formatted(engine.engine())
                        + (engine.steps().size() > i ? line(engine.steps().get(i)) : "(over)"));
            }
        }
    }

    private String line(Step step) {
        StringJoiner changes = new StringJoiner(" ");
        step.changes().forEach(change -> changes.add(ChangeText.of(change)));
        return "0x%x  %-16s  %-32s  %s"
                .formatted(step.pc(), HexFormat.of().formatHex(step.code(), 0, length(step)), text(step), changes)
                .stripTrailing();
    }

    private int length(Step step) {
        try {
            return language.decode(step.code(), 0).length();
        } catch (DecodingException e) {
            return step.code().length;
        }
    }

    private String text(Step step) {
        try {
            Decoded decoded = language.decode(step.code(), 0);
            return language.format(decoded.instruction(), step.pc());
        } catch (DecodingException e) {
            return "(no instruction of the tables)";
        }
    }
}
