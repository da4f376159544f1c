package dev.touchstone.conformance.report;

import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;

/// The one format of a failure: who disagrees, the form and its row, text and bytes, what differs, and the
/// command that replays it.
public final class FailureFormat {
    private FailureFormat() {}

    /// Several lines, without a line end.
    public static String of(Finding finding) {
        Case subject = finding.subject();
        String what = switch (finding.verdict()) {
            case Verdict.Disagree disagree -> disagree.what();
            case Verdict.Alternative(String text) -> "another encoding: " + text;
            case Verdict.Incomparable(String reason) -> "incomparable: " + reason;
            case Verdict.NotRun(String reason) -> "not run: " + reason;
            case Verdict.Agree _ -> "agrees";
        };
        return """
                %s disagrees on %s
                  row     %s: %s | %s
                  text    %s
                  bytes   %s
                  %s
                  replay  %s""".formatted(
                        finding.judge(),
                        subject.form().id(),
                        subject.form().source(),
                        subject.form().syntax(),
                        subject.form().encoding(),
                        subject.text(),
                        subject.hex().isEmpty() ? "(none)" : subject.hex(),
                        what.replace("\n", "\n  "),
                        replay(subject));
    }

    /// The command that runs the case again.
    public static String replay(Case subject) {
        return "touchstone check --isa %s --forms '%s' --seed %d"
                .formatted(subject.isa(), subject.form().id(), subject.seed());
    }
}
