package dev.touchstone.conformance.report;

import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Missing;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.check.Tally.Count;
import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.policy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A summary table a set: a line a feature, a column a judge.
///
/// A cell says how many of the feature's forms the judge agreed with, of those that it judged; then, where they
/// occur, the forms with a disagreement (`!3`), those with a known divergence (`~2`), and those that it did not
/// judge at all (`-5`).
public final class Summary {
    private Summary() {}

    /// The whole summary, as lines.
    public static List<String> of(CheckResult result) {
        List<String> lines = new ArrayList<>();
        List<String> judges = List.copyOf(result.tally().judges());
        Map<String, Map<String, List<Map<String, Count>>>> sets = new LinkedHashMap<>();
        result.tally()
                .counts()
                .forEach((key, counts) -> sets.computeIfAbsent(key.isa().label(), k -> new TreeMap<>())
                        .computeIfAbsent(key.form().feature(), k -> new ArrayList<>())
                        .add(counts));
        sets.forEach((isa, features) -> {
            List<Map<String, Count>> all = new ArrayList<>();
            List<List<String>> table = new ArrayList<>();
            List<String> head = new ArrayList<>(List.of(isa, "forms"));
            head.addAll(judges);
            table.add(head);
            features.forEach((feature, forms) -> {
                all.addAll(forms);
                table.add(line(feature, forms, judges));
            });
            table.add(line("all", all, judges));
            lines.addAll(aligned(table));
            lines.add("");
        });
        lines.add("agreed/judged forms; !n with disagreements, ~n with known divergences, -n not judged");
        reasons(result, lines);
        missing(result, lines);
        for (Rule stale : result.stale()) {
            lines.add("stale: the known divergence at " + stale.source() + " (" + stale.form() + ") did not occur");
        }
        result.unsampled().forEach(form -> lines.add("no sample: " + form.id() + " (" + form.source() + ")"));
        result.uncompared().forEach(form -> lines.add("no oracle's word: " + form.id() + " (" + form.source() + ")"));
        lines.add("%d forms, %d cases, %d unexplained disagreements, in %.1f s"
                .formatted(
                        result.tally().counts().size(),
                        result.tally().cases(),
                        result.tally().disagreed(),
                        result.elapsed().toMillis() / 1000.0));
        return lines;
    }

    private static List<String> line(String title, List<Map<String, Count>> forms, List<String> judges) {
        List<String> line = new ArrayList<>(List.of(title, String.valueOf(forms.size())));
        for (String judge : judges) {
            List<@Nullable Count> counts = new ArrayList<>();
            forms.forEach(form -> counts.add(form.get(judge)));
            line.add(cell(counts));
        }
        return line;
    }

    private static String cell(List<@Nullable Count> counts) {
        long judged = 0;
        long agreed = 0;
        long disagreed = 0;
        long explained = 0;
        long not = 0;
        for (@Nullable Count count : counts) {
            if (count == null || count.agreed() + count.disagreed() + count.explained() == 0) {
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
    private static void reasons(CheckResult result, List<String> lines) {
        Map<String, Integer> reasons = new TreeMap<>();
        Map<String, Map<String, Integer>> features = new TreeMap<>();
        for (Map.Entry<Tally.Key, Map<String, Count>> form :
                result.tally().counts().entrySet()) {
            form.getValue().forEach((judge, count) -> {
                boolean judged = count.agreed() + count.disagreed() + count.explained() > 0;
                if (judged || count.reason().isEmpty()) {
                    return;
                }
                String who = judge + " on " + form.getKey().isa();
                if (count.reason().startsWith(ExecutionJudge.LACKS)) {
                    features.computeIfAbsent(who, w -> new TreeMap<>())
                            .merge(count.reason().substring(ExecutionJudge.LACKS.length()), 1, Integer::sum);
                } else {
                    String reason = count.reason().replaceAll("\"[^\"]*\"", "…").replaceAll(":.*", "");
                    reasons.merge(who + ": " + reason, 1, Integer::sum);
                }
            });
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

    private static void missing(CheckResult result, List<String> lines) {
        Map<String, StringJoiner> sets = new TreeMap<>();
        for (Missing m : result.missing()) {
            String remedy = m.remedy().isEmpty() ? "" : "; " + m.remedy();
            sets.computeIfAbsent(m.engine() + "|" + m.reason() + remedy, k -> new StringJoiner(", "))
                    .add(m.isa().label());
        }
        sets.forEach((what, isas) -> {
            int bar = what.indexOf('|');
            lines.add("not run: %s on %s: %s".formatted(what.substring(0, bar), isas, what.substring(bar + 1)));
        });
    }
}
