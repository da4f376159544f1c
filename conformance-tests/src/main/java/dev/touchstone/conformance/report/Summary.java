package dev.touchstone.conformance.report;

import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.report.SetReport.Counts;
import dev.touchstone.conformance.report.SetReport.FormReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A summary table a set: a line a feature, a column a judge.
///
/// A cell says how many of the feature's forms the judge agreed with, of those that it judged; then, where they
/// occur, the forms with a disagreement (`!3`), those with a known divergence (`~2`), and those that it did not
/// judge at all (`-5`).
public final class Summary {
    private Summary() {}

    /// The whole summary of a check, as lines.
    public static List<String> of(CheckResult result) {
        return of(ReportMaker.document(result, Instant.now()));
    }

    /// The whole summary, as lines.
    public static List<String> of(ReportDocument document) {
        List<String> lines = new ArrayList<>();
        List<String> judges =
                document.judges().stream().map(ReportDocument.JudgeColumn::name).toList();
        for (SetReport set : document.sets()) {
            Map<String, List<Map<String, Counts>>> features = new TreeMap<>();
            set.forms()
                    .forEach(form -> features.computeIfAbsent(form.feature(), k -> new ArrayList<>())
                            .add(form.judges()));
            List<Map<String, Counts>> all = new ArrayList<>();
            List<List<String>> table = new ArrayList<>();
            List<String> head = new ArrayList<>(List.of(set.isa(), "forms"));
            head.addAll(judges);
            table.add(head);
            features.forEach((feature, forms) -> {
                all.addAll(forms);
                table.add(line(feature, forms, judges));
            });
            table.add(line("all", all, judges));
            lines.addAll(aligned(table));
            lines.add("");
        }
        lines.add("agreed/judged forms; !n with disagreements, ~n with known divergences, -n not judged");
        reasons(document, lines);
        for (ReportDocument.MissingEngine m : document.missing()) {
            String remedy = m.remedy().isEmpty() ? "" : "; " + m.remedy();
            lines.add("not run: %s on %s: %s%s".formatted(m.engine(), String.join(", ", m.isas()), m.reason(), remedy));
        }
        for (ReportDocument.StaleDivergence stale : document.stale()) {
            lines.add("stale: the known divergence at " + stale.source() + " (" + stale.form() + ") did not occur");
        }
        forms(document)
                .filter(form -> !form.warning().isEmpty())
                .forEach(form -> lines.add(form.warning() + ": " + form.id() + " (" + form.row() + ")"));
        for (SetReport set : document.sets()) {
            if (set.programs() != null) {
                lines.add("random programs, %s: %s".formatted(set.isa(), set.programs()));
            }
        }
        document.sets().stream()
                .map(Summary::pace)
                .filter(pace -> !pace.isEmpty())
                .forEach(lines::add);
        lines.add("%d forms, %d cases, %d unexplained disagreements, in %.1f s"
                .formatted(
                        document.totals().forms(),
                        document.totals().cases(),
                        document.totals().disagreements(),
                        document.seconds()));
        return lines;
    }

    private static List<String> line(String title, List<Map<String, Counts>> forms, List<String> judges) {
        List<String> line = new ArrayList<>(List.of(title, String.valueOf(forms.size())));
        for (String judge : judges) {
            List<@Nullable Counts> counts = new ArrayList<>();
            forms.forEach(form -> counts.add(form.get(judge)));
            line.add(cell(counts));
        }
        return line;
    }

    private static String cell(List<@Nullable Counts> counts) {
        long judged = 0;
        long agreed = 0;
        long disagreed = 0;
        long explained = 0;
        long not = 0;
        for (@Nullable Counts count : counts) {
            if (count == null || !count.judged()) {
                not++;
                continue;
            }
            judged++;
            if (count.disagreed() > 0) {
                disagreed++;
            } else if (count.explained() > 0) {
                explained++;
            } else {
                agreed++;
            }
        }
        StringJoiner cell = new StringJoiner(" ");
        cell.add(judged == 0 ? "." : agreed + "/" + judged);
        if (disagreed > 0) {
            cell.add("!" + disagreed);
        }
        if (explained > 0) {
            cell.add("~" + explained);
        }
        if (not > 0 && judged > 0) {
            cell.add("-" + not);
        }
        return cell.toString();
    }

    private static List<String> aligned(List<List<String>> table) {
        int columns = table.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : table) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return table.stream()
                .map(line -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < columns; i++) {
                        text.append(i == 0 ? "" : "  ").append(("%-" + widths[i] + "s").formatted(line.get(i)));
                    }
                    return text.toString().stripTrailing();
                })
                .toList();
    }

    /// Why forms were not judged, most frequent first; the CPU features that a judge lacks in one line.
    private static void reasons(ReportDocument document, List<String> lines) {
        Map<String, Integer> reasons = new TreeMap<>();
        Map<String, Map<String, Integer>> features = new TreeMap<>();
        for (SetReport set : document.sets()) {
            set.forms()
                    .forEach(form -> form.judges().forEach((judge, count) -> {
                        if (count.judged() || count.reason().isEmpty()) {
                            return;
                        }
                        String who = judge + " on " + set.isa();
                        if (count.reason().startsWith(ExecutionJudge.LACKS)) {
                            features.computeIfAbsent(who, w -> new TreeMap<>())
                                    .merge(count.reason().substring(ExecutionJudge.LACKS.length()), 1, Integer::sum);
                        } else {
                            String reason =
                                    count.reason().replaceAll("\"[^\"]*\"", "…").replaceAll(":.*", "");
                            reasons.merge(who + ": " + reason, 1, Integer::sum);
                        }
                    }));
        }
        features.forEach((who, lacking) -> {
            int forms = lacking.values().stream().mapToInt(n -> n).sum();
            StringJoiner names = new StringJoiner(", ");
            lacking.forEach((feature, n) -> names.add(feature + " " + n));
            lines.add("not judged: %d forms by %s: has no %s".formatted(forms, who, names));
        });
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(e -> lines.add("not judged: %d forms by %s".formatted(e.getValue(), e.getKey())));
    }

    private static Stream<FormReport> forms(ReportDocument document) {
        return document.sets().stream().flatMap(set -> set.forms().stream());
    }

    /// How fast a set's engines were; empty if nothing was measured.
    private static String pace(SetReport set) {
        return set.throughput().isEmpty()
                ? ""
                : set.throughput().stream()
                        .map(engine -> "%s %,.0f".formatted(engine.engine(), engine.rate()))
                        .collect(Collectors.joining(", ", "a second and thread, " + set.isa() + ": ", ""));
    }
}
