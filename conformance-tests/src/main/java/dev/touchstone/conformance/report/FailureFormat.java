package dev.touchstone.conformance.report;

import dev.touchstone.conformance.report.Disagreement.Bits;
import dev.touchstone.conformance.report.Disagreement.Part;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The one format of a failure: who disagrees, the form and its row, text and bytes, what differs, and the
/// command that replays it.
public final class FailureFormat {
    private FailureFormat() {}

    /// Several lines, without a line end.
    public static String of(Finding finding) {
        return of(ReportMaker.disagreement(1, finding));
    }

    /// Several lines, without a line end. Where the other side has bytes too, both are taken apart into fields,
    /// and those that differ stand in brackets.
    public static String of(Disagreement disagreement) {
        List<String> lines = new ArrayList<>();
        lines.add(disagreement.judge() + " disagrees on " + disagreement.form());
        lines.add("row     %s: %s | %s".formatted(disagreement.row(), disagreement.syntax(), disagreement.encoding()));
        lines.add("text    " + disagreement.text());
        lines.add("bytes   " + (disagreement.bytes().isEmpty() ? "(none)" : disagreement.bytes()));
        disagreement.what().lines().forEach(lines::add);
        lines.addAll(fields(disagreement));
        lines.add("replay  " + disagreement.replay());
        return String.join("\n  ", lines);
    }

    private static List<String> fields(Disagreement disagreement) {
        List<LayoutComparison.Pair> pairs = LayoutComparison.of(disagreement);
        if (pairs.isEmpty()) {
            return List.of();
        }
        StringJoiner ours = new StringJoiner(" ", "fields  ", "");
        StringJoiner theirs = new StringJoiner(" ", "theirs  ", "");
        for (LayoutComparison.Pair pair : pairs) {
            add(ours, pair, pair.left());
            add(theirs, pair, pair.right());
        }
        return List.of(ours.toString(), theirs.toString());
    }

    private static void add(StringJoiner line, LayoutComparison.Pair pair, @Nullable Part part) {
        if (part == null) {
            return;
        }
        line.add(part.name() + " " + marked(part.bytes(), pair.differs()));
        if (!part.fields().isEmpty() && pair.differs()) {
            StringJoiner fields = new StringJoiner(" ", "(", ")");
            for (Bits field : part.fields()) {
                if (pair.differs(field)) {
                    fields.add((field.name().isEmpty() ? bits(field) : field.name() + "=" + field.value()));
                }
            }
            line.add(fields.toString());
        }
    }

    private static String marked(String text, boolean differs) {
        return differs ? "[" + text + "]" : text;
    }

    private static String bits(Bits field) {
        return Long.toBinaryString(1L << field.width() | field.value()).substring(1);
    }

    /// The command that runs what was found again: from the very state, where that is not one of the seed's.
    public static String replay(Finding finding) {
        return finding.verdict() instanceof Verdict.Disagree disagree
                        && disagree.evidence() instanceof Evidence.Runs runs
                ? ReplayCommand.of(finding.subject(), runs.snippet())
                : replay(finding.subject());
    }

    /// The command that runs the case again.
    public static String replay(Case subject) {
        return ReplayCommand.of(subject, null);
    }

    /// The command that checks a form again.
    ///
    /// @param isa the set's label
    public static String check(String isa, String form, long seed) {
        return "touchstone check --isa %s --forms '%s' --seed %d".formatted(isa, form, seed);
    }
}
