package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.check.Missing;
import dev.touchstone.conformance.judge.Contrast;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.state.Flags;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// What a replay came to, as lines for people.
public final class ReplayFormat {
    private ReplayFormat() {}

    /// All of it: the case, its initial states, each judge's word, the traces.
    public static List<String> lines(Replay.Result result) {
        List<String> lines = new ArrayList<>();
        Case subject = result.subject();
        lines.add("text    " + subject.text());
        lines.add("bytes   " + subject.hex());
        if (!subject.isProgram()) {
            lines.add("form    " + subject.form().id() + " (" + subject.form().source() + ")");
        }
        for (Trial trial : result.trials()) {
            lines.add("from    " + state(trial));
        }
        lines.add("");
        for (Finding finding : result.findings()) {
            if (finding.verdict() instanceof Verdict.Disagree) {
                FailureFormat.of(finding).lines().forEach(lines::add);
            } else {
                String of = finding.subject().text().equals(subject.text())
                        ? ""
                        : " (" + finding.subject().text() + ")";
                lines.add("%-13s %s".formatted(finding.judge(), said(finding.verdict()) + of));
            }
        }
        result.contrasts().forEach(contrast -> lines.addAll(contrasted(contrast)));
        for (Missing missing : result.missing()) {
            lines.add("%-13s missing: %s"
                    .formatted(
                            missing.engine(),
                            missing.reason() + (missing.remedy().isEmpty() ? "" : "; " + missing.remedy())));
        }
        result.traces().forEach(trace -> {
            lines.add("");
            lines.addAll(TraceTable.lines(trace));
        });
        return lines;
    }

    private static List<String> contrasted(Contrast contrast) {
        List<String> lines = new ArrayList<>();
        lines.add("%-13s runs these bytes %s"
                .formatted(
                        contrast.engine(),
                        contrast.lines().isEmpty() ? "as it runs ours" : "otherwise than ours for the text:"));
        contrast.lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agree(boolean masked) -> masked ? "agrees, as far as it is compared" : "agrees";
            case Verdict.Alternative(String what) -> "another encoding: " + what;
            case Verdict.Incomparable(String reason) -> "incomparable: " + reason;
            case Verdict.NotRun(String reason) -> "not run: " + reason;
            case Verdict.Disagree disagree -> disagree.what();
        };
    }

    /// The registers that the code reads.
    private static String state(Trial trial) {
        MachineState state = trial.snippet().initial();
        Set<String> reads = trial.footprint().reads();
        StringJoiner text = new StringJoiner(" ");
        for (Register register : state.registerSet().registers()) {
            boolean flags = register.name().equals(Flags.register(state.isa()))
                    && !trial.footprint().flagsRead().isEmpty();
            if (flags || reads.contains(register.name())) {
                text.add(register.name() + "=" + StateText.value(state, register));
            }
        }
        return text.length() == 0 ? "a state of which it reads no register" : text.toString();
    }
}
