package dev.touchstone.conformance.report.junit;

import dev.touchstone.conformance.report.Disagreement;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.SetReport.Counts;
import dev.touchstone.conformance.report.SetReport.FormReport;
import java.util.List;
import java.util.stream.Collectors;

/// What a failure's element says.
final class FailureText {
    private static final int SHOWN = 5;

    private FailureText() {}

    /// The form's first disagreements in the one failure format, and how many more there are.
    ///
    /// @param kept those of the form that the document has whole
    static String text(ReportDocument document, String isa, FormReport form, List<Disagreement> kept) {
        long all = form.judges().values().stream().mapToLong(Counts::disagreed).sum();
        long shown = Math.min(SHOWN, kept.size());
        String text = kept.stream().limit(SHOWN).map(FailureFormat::of).collect(Collectors.joining("\n\n"));
        return all <= shown
                ? text
                : text
                        + "\n\n%d more of this form; all of them: %s"
                                .formatted(
                                        all - shown,
                                        FailureFormat.check(
                                                isa,
                                                form.id(),
                                                document.options().seed()));
    }
}
