package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.html.HtmlReport.Head;
import java.util.List;

/// The first page.
///
/// @param tiles the figures that matter most
/// @param facts about the run
record IndexView(
        Head head,
        boolean passed,
        boolean strictlyPassed,
        List<Fact> tiles,
        List<Fact> facts,
        Matrix matrix,
        String disagreements,
        List<DisagreementList.Line> first,
        List<Missing> missing,
        List<ReportDocument.StaleDivergence> stale,
        List<Plot> plots) {
    private static final int FIRST = 10;

    record Fact(String name, String value) {}

    record Missing(String engine, String sets, String reason, String remedy) {}

    static IndexView of(ReportDocument document) {
        ReportDocument.Machine machine = document.machine();
        return new IndexView(
                Head.of(document, "Overview", "index.html"),
                document.passed(),
                document.strictlyPassed(),
                List.of(
                        new Fact("forms", Numbers.whole(document.totals().forms())),
                        new Fact("cases", Numbers.whole(document.totals().cases())),
                        new Fact(
                                "disagreements", Numbers.whole(document.totals().disagreements())),
                        new Fact("time", Numbers.seconds(document.seconds()))),
                List.of(
                        new Fact("date", document.date()),
                        new Fact(
                                "machine",
                                "%s, %s, %d processors, Java %s"
                                        .formatted(
                                                machine.system(),
                                                machine.architecture(),
                                                machine.processors(),
                                                machine.java())),
                        new Fact("forms", document.options().forms()),
                        new Fact("seed", String.valueOf(document.options().seed())),
                        new Fact(
                                "samples a form",
                                String.valueOf(document.options().samples())),
                        new Fact(
                                "compared",
                                document.subject().exact()
                                        ? "the very bytes"
                                        : "bytes; another encoding of the same instruction is right too")),
                Matrix.bySet(document),
                Numbers.whole(document.totals().disagreements()),
                document.disagreements().stream()
                        .limit(FIRST)
                        .map(DisagreementList::line)
                        .toList(),
                document.missing().stream()
                        .map(m -> new Missing(m.engine(), String.join(", ", m.isas()), m.reason(), m.remedy()))
                        .toList(),
                document.stale(),
                document.sets().stream()
                        .filter(set -> !set.throughput().isEmpty())
                        .map(Plot::of)
                        .toList());
    }
}
