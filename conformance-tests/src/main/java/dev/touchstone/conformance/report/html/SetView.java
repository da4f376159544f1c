package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.SetReport;
import dev.touchstone.conformance.report.SetReport.Counts;
import dev.touchstone.conformance.report.SetReport.FormReport;
import dev.touchstone.conformance.report.html.HtmlReport.Head;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A set's page.
///
/// @param programs what random programs came to; empty if none were run
/// @param total the matrix's line for all forms
/// @param notJudged most frequent first
/// @param warned forms without a sample or an oracle's word
record SetView(
        Head head,
        String isa,
        String forms,
        String cases,
        String seconds,
        String programs,
        Matrix matrix,
        Matrix.Line total,
        List<NotJudged> notJudged,
        List<FormReport> warned) {
    /// Why a judge did not judge some forms.
    ///
    /// @param features with their number of forms
    record NotJudged(String judge, String reason, int forms, int featureCount, String features) {}

    static String file(String isa) {
        return "set-" + isa + ".html";
    }

    static SetView of(ReportDocument document, SetReport set) {
        return new SetView(
                Head.of(document, set.isa(), file(set.isa())),
                set.isa(),
                Numbers.whole(set.forms().size()),
                Numbers.whole(set.cases()),
                Numbers.seconds(set.seconds()),
                set.programs() == null ? "" : set.programs().toString(),
                Matrix.byFeature(document, set.forms()),
                Matrix.line(Matrix.judges(document, set.forms()), "all", "", set.forms()),
                notJudged(set),
                set.forms().stream().filter(form -> !form.warning().isEmpty()).toList());
    }

    private record Why(String judge, String reason) {}

    private static List<NotJudged> notJudged(SetReport set) {
        Map<Why, Map<String, Integer>> reasons = new LinkedHashMap<>();
        set.forms()
                .forEach(form -> form.judges().forEach((judge, counts) -> {
                    if (!counts.judged() && !counts.reason().isEmpty()) {
                        reasons.computeIfAbsent(new Why(judge, reason(counts)), k -> new TreeMap<>())
                                .merge(form.feature(), 1, Integer::sum);
                    }
                }));
        return reasons.entrySet().stream()
                .map(e -> new NotJudged(
                        e.getKey().judge,
                        e.getKey().reason,
                        e.getValue().values().stream().mapToInt(n -> n).sum(),
                        e.getValue().size(),
                        e.getValue().entrySet().stream()
                                .map(feature -> feature.getKey() + " " + feature.getValue())
                                .collect(Collectors.joining(", "))))
                .sorted(Comparator.comparing(NotJudged::forms).reversed())
                .toList();
    }

    /// The reason without what is of one case alone; all CPU features that are lacking are one reason.
    private static String reason(Counts counts) {
        return counts.reason().startsWith(ExecutionJudge.LACKS)
                ? ExecutionJudge.LACKS + "such CPU feature"
                : counts.reason().replaceAll("\"[^\"]*\"", "\u2026").replaceAll(":.*", "");
    }
}
