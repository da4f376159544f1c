package dev.touchstone.conformance.report;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.isa.Isa;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A small check of [PlantedSubject], made once for all tests.
final class PlantedReport {
    private static final int SAMPLES = 3;

    private PlantedReport() {}

    private static final class Holder {
        private static final CheckResult RESULT = check();
        private static final ReportDocument DOCUMENT =
                ReportMaker.document(RESULT, Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    private static CheckResult check() {
        try {
            return Checker.check(
                    new CheckOptions(
                            new PlantedSubject(),
                            EnumSet.of(Isa.X86_64, Isa.T32),
                            PlantedSubject.FORMS,
                            CheckOptions.DEFAULT_SEED,
                            SAMPLES,
                            1),
                    Checker.Progress.SILENT);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static CheckResult result() {
        return Holder.RESULT;
    }

    static ReportDocument document() {
        return Holder.DOCUMENT;
    }

    /// The disagreements of that kind.
    static List<Disagreement> of(Predicate<Disagreement> wanted) {
        return document().disagreements().stream().filter(wanted).toList();
    }

    /// A document of a form that nobody judged, with random programs, a missing engine and a stale divergence.
    static ReportDocument ofOneForm() {
        ReportDocument small = document();
        SetReport.FormReport unjudged = new SetReport.FormReport(
                "x86:NONE",
                "I386",
                "none.rows:1",
                "no oracle's word",
                Map.of(
                        "parser", new SetReport.Counts(3, 0, 0, 0, 0, 0, 0, ""),
                        "llvm", new SetReport.Counts(0, 0, 0, 0, 0, 3, 0, "refuses: it")));
        return new ReportDocument(
                small.format(),
                small.version(),
                small.subject(),
                small.options(),
                small.machine(),
                small.date(),
                small.seconds(),
                false,
                false,
                small.totals(),
                small.judges(),
                List.of(new SetReport(
                        "x86-64",
                        3,
                        1,
                        List.of(unjudged),
                        new SetReport.Programs(3, 1, Map.of("unicorn", 3)),
                        List.of())),
                List.of(),
                List.of(new ReportDocument.MissingEngine(
                        "unicorn", List.of("a64"), "it is not there", "pip install it")),
                List.of(new ReportDocument.StaleDivergence("x86:*", "llvm.policy:7", "it was wrong")));
    }

    /// The document with its disagreements repeated until there are that many.
    static ReportDocument with(int disagreements) {
        ReportDocument small = document();
        List<Disagreement> some = small.disagreements();
        List<Disagreement> many = java.util.stream.IntStream.range(0, disagreements)
                .mapToObj(i -> numbered(some.get(i % some.size()), i + 1))
                .toList();
        return new ReportDocument(
                small.format(),
                small.version(),
                small.subject(),
                small.options(),
                small.machine(),
                small.date(),
                small.seconds(),
                small.passed(),
                small.strictlyPassed(),
                new ReportDocument.Totals(small.totals().forms(), small.totals().cases(), disagreements),
                small.judges(),
                small.sets(),
                many,
                small.missing(),
                small.stale());
    }

    private static Disagreement numbered(Disagreement d, int number) {
        return new Disagreement(
                number,
                d.isa(),
                d.form(),
                d.feature(),
                d.row(),
                d.syntax(),
                d.encoding(),
                d.text(),
                d.bytes(),
                d.layout(),
                d.judge(),
                d.what(),
                d.evidence(),
                d.replay());
    }
}
