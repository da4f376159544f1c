package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.ReportDocument.JudgeColumn;
import dev.touchstone.conformance.report.SetReport.Counts;
import dev.touchstone.conformance.report.SetReport.FormReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Features (or sets) by judges, in forms.
///
/// @param heading of the first column
/// @param groups of columns, with how many columns each has
/// @param columns a judge each
record Matrix(String heading, List<Group> groups, List<Column> columns, List<Line> lines) {
    record Group(String name, int columns) {}

    record Column(String name, String title) {}

    /// @param link to a page of its own; empty if it has none
    /// @param agreed forms that an oracle or an executor agreed on, and nobody disagreed with
    /// @param masked forms with agreements that left something out
    /// @param known forms with known divergences only
    /// @param disagreed forms with a disagreement that nothing explains
    /// @param notRun forms that no executor ran
    record Line(
            String name,
            String link,
            int forms,
            List<Cell> cells,
            int agreed,
            int masked,
            int known,
            int disagreed,
            int notRun) {
        boolean hasDisagreed() {
            return disagreed > 0;
        }
    }

    /// One judge's forms.
    ///
    /// @param judged whether there are any that it judged
    /// @param rest what was not judged, with a sign; empty if nothing
    /// @param title all of it in words
    record Cell(boolean judged, int agreed, String wrong, String known, String rest, String title, boolean complete) {}

    /// A line a feature, then one for all.
    static Matrix byFeature(ReportDocument document, List<FormReport> forms) {
        Map<String, List<FormReport>> features = new TreeMap<>();
        forms.forEach(form ->
                features.computeIfAbsent(form.feature(), k -> new ArrayList<>()).add(form));
        List<Line> lines = new ArrayList<>();
        List<JudgeColumn> judges = judges(document, forms);
        features.forEach((feature, ofFeature) -> lines.add(line(judges, feature, "", ofFeature)));
        return of(judges, "feature", lines);
    }

    /// The judges that were asked about some of the forms.
    static List<JudgeColumn> judges(ReportDocument document, List<FormReport> forms) {
        return document.judges().stream()
                .filter(judge -> forms.stream().anyMatch(form -> form.judges().containsKey(judge.name())))
                .toList();
    }

    /// A line a set.
    static Matrix bySet(ReportDocument document) {
        return of(
                document.judges(),
                "set",
                document.sets().stream()
                        .map(set -> line(document.judges(), set.isa(), SetView.file(set.isa()), set.forms()))
                        .toList());
    }

    private static Matrix of(List<JudgeColumn> judges, String heading, List<Line> lines) {
        List<Group> groups = new ArrayList<>();
        for (String[] kind : new String[][] {
            {"own", "encoded and read back"},
            {"oracle", "agreed by oracles"},
            {"executor", "run natively or emulated"}
        }) {
            int columns = (int) judges.stream()
                    .filter(judge -> judge.kind().equals(kind[0]))
                    .count();
            if (columns > 0) {
                groups.add(new Group(kind[1], columns));
            }
        }
        return new Matrix(heading, groups, judges.stream().map(Matrix::column).toList(), lines);
    }

    private static Column column(JudgeColumn judge) {
        return switch (judge.name()) {
            case "encoder" -> new Column("encoded", "the assembler under test encodes legal samples");
            case "parser" -> new Column("parsed", "our parser reads the text back to the same bytes");
            case "decoder" -> new Column("decoded", "our decoder reads the bytes back to the same bytes");
            case "refusal" -> new Column("refused", "what must be refused is");
            default ->
                judge.kind().equals("oracle")
                        ? new Column(judge.name(), "the oracle's word on bytes")
                        : new Column(judge.name(), "run by this engine, held against the row and the other engines");
        };
    }

    static Line line(List<JudgeColumn> judges, String name, String link, List<FormReport> forms) {
        List<Cell> cells = new ArrayList<>();
        for (JudgeColumn judge : judges) {
            cells.add(cell(judge, forms));
        }
        int[] sums = new int[5];
        for (FormReport form : forms) {
            boolean wrong = any(form, counts -> counts.disagreed() > 0);
            boolean known = any(form, counts -> counts.explained() > 0);
            sums[0] += !wrong && !known && isVouched(judges, form) ? 1 : 0;
            sums[1] += any(form, counts -> counts.masked() > 0) ? 1 : 0;
            sums[2] += !wrong && known ? 1 : 0;
            sums[3] += wrong ? 1 : 0;
            sums[4] += isJudgedBy(judges, form, "executor") ? 0 : 1;
        }
        return new Line(name, link, forms.size(), cells, sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    private static boolean any(FormReport form, java.util.function.Predicate<Counts> wanted) {
        return form.judges().values().stream().anyMatch(wanted);
    }

    private static boolean isVouched(List<JudgeColumn> judges, FormReport form) {
        return isJudgedBy(judges, form, "oracle") || isJudgedBy(judges, form, "executor");
    }

    private static boolean isJudgedBy(List<JudgeColumn> judges, FormReport form, String kind) {
        return judges.stream()
                .filter(judge -> judge.kind().equals(kind))
                .map(judge -> form.judges().get(judge.name()))
                .anyMatch(counts -> counts != null && counts.judged());
    }

    private static Cell cell(JudgeColumn judge, List<FormReport> forms) {
        int agreed = 0;
        int wrong = 0;
        int known = 0;
        for (FormReport form : forms) {
            @Nullable Counts counts = form.judges().get(judge.name());
            if (counts == null || !counts.judged()) {
                continue;
            }
            if (counts.disagreed() > 0) {
                wrong++;
            } else if (counts.explained() > 0) {
                known++;
            } else {
                agreed++;
            }
        }
        int rest = forms.size() - agreed - wrong - known;
        String title = "%s: %d of %d forms agreed, %d with disagreements, %d with known divergences, %d not judged"
                .formatted(judge.name(), agreed, forms.size(), wrong, known, rest);
        return new Cell(
                rest < forms.size(),
                agreed,
                wrong == 0 ? "" : "!" + wrong,
                known == 0 ? "" : "~" + known,
                rest == 0 ? "" : "\u2212" + rest,
                title,
                agreed == forms.size());
    }
}
