package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.Disagreement;
import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.html.HtmlReport.Head;
import java.util.List;

/// The page that lists all disagreements.
///
/// @param shown how many are listed
/// @param all how many there are
/// @param more whether some are not kept
record DisagreementList(Head head, String shown, String all, boolean more, List<Line> lines) {
    private static final int LONGEST = 160;

    /// @param place the page and section that shows it whole
    record Line(int number, String place, String isa, String form, String judge, String text, String what) {}

    static DisagreementList of(ReportDocument document) {
        return new DisagreementList(
                Head.of(document, "Disagreements", "disagreements.html"),
                Numbers.whole(document.disagreements().size()),
                Numbers.whole(document.totals().disagreements()),
                document.totals().disagreements() > document.disagreements().size(),
                document.disagreements().stream().map(DisagreementList::line).toList());
    }

    static Line line(Disagreement d) {
        String first = d.what().lines().findFirst().orElse("");
        return new Line(
                d.number(),
                HtmlReport.place(d),
                d.isa(),
                d.form(),
                d.judge(),
                d.text(),
                first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "\u2026");
    }
}
