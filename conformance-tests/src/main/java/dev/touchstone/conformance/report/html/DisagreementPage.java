package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.Disagreement;
import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.ReportedEvidence;
import dev.touchstone.conformance.report.html.HtmlReport.Head;
import dev.touchstone.conformance.report.html.HtmlReport.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A page of whole disagreements.
///
/// @param range the numbers on it
/// @param previous empty on the first page
/// @param next empty on the last page
record DisagreementPage(
        Head head, String range, String all, List<Link> pages, String previous, String next, List<Entry> entries) {
    /// One disagreement.
    ///
    /// @param picture its bytes; null if it has none
    /// @param states of a run; null if nothing ran
    record Entry(
            Disagreement of,
            @Nullable Picture picture,
            @Nullable States states) {}

    static String file(int page) {
        return "disagreements-" + page + ".html";
    }

    static int pages(ReportDocument document) {
        return (document.disagreements().size() + HtmlReport.PAGE_SIZE - 1) / HtmlReport.PAGE_SIZE;
    }

    static DisagreementPage of(ReportDocument document, int page) {
        int from = (page - 1) * HtmlReport.PAGE_SIZE;
        int to = Math.min(from + HtmlReport.PAGE_SIZE, document.disagreements().size());
        int pages = pages(document);
        List<Link> links = new ArrayList<>();
        IntStream.rangeClosed(1, pages)
                .forEach(number -> links.add(new Link(file(number), String.valueOf(number), number == page)));
        return new DisagreementPage(
                Head.of(document, "Disagreements %d to %d".formatted(from + 1, to), file(page)),
                "%d to %d".formatted(from + 1, to),
                Numbers.whole(document.totals().disagreements()),
                links,
                page == 1 ? "" : file(page - 1),
                page == pages ? "" : file(page + 1),
                document.disagreements().subList(from, to).stream()
                        .map(DisagreementPage::entry)
                        .toList());
    }

    private static Entry entry(Disagreement d) {
        return new Entry(
                d,
                d.layout().isEmpty() ? null : Picture.of(d),
                d.evidence() instanceof ReportedEvidence.Runs runs ? States.of(runs) : null);
    }
}
