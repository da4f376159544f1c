package dev.touchstone.conformance.report;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Missing;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.random.ProgramCount;
import dev.touchstone.conformance.report.ReportDocument.JudgeColumn;
import dev.touchstone.conformance.report.ReportDocument.MissingEngine;
import dev.touchstone.conformance.report.ReportDocument.StaleDivergence;
import dev.touchstone.conformance.report.SetReport.Counts;
import dev.touchstone.conformance.report.SetReport.FormReport;
import dev.touchstone.conformance.report.SetReport.Programs;
import dev.touchstone.conformance.report.SetReport.Throughput;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the document of a check.
public final class ReportMaker {
    private static final List<String> OWN = List.of("encoder", "parser", "decoder", "refusal");

    private final CheckResult result;

    private ReportMaker(CheckResult result) {
        this.result = result;
    }

    /// @param date of the check's end
    public static ReportDocument document(CheckResult result, Instant date) {
        return new ReportMaker(result).document(date);
    }

    private ReportDocument document(Instant date) {
        CheckOptions options = result.options();
        Tally tally = result.tally();
        List<Disagreement> disagreements = new ArrayList<>();
        for (Finding finding : tally.disagreements()) {
            disagreements.add(disagreement(disagreements.size() + 1, finding));
        }
        List<SetReport> sets = sets();
        return new ReportDocument(
                ReportDocument.FORMAT,
                ReportDocument.VERSION,
                new ReportDocument.Assembler(
                        options.subject().name(), options.subject().version(), options.exact()),
                new ReportDocument.Options(options.formGlob(), options.seed(), options.samples(), options.threads()),
                new ReportDocument.Machine(
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.runtime.version")),
                date.truncatedTo(ChronoUnit.SECONDS).toString(),
                seconds(result.elapsed()),
                result.passed(false),
                result.passed(true),
                new ReportDocument.Totals(tally.counts().size(), tally.cases(), tally.disagreed()),
                judges(),
                sets,
                disagreements,
                missing(),
                result.stale().stream()
                        .map(rule ->
                                new StaleDivergence(rule.form(), rule.source().toString(), rule.reason()))
                        .toList());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private List<JudgeColumn> judges() {
        Set<String> oracles = result.tally().oracles();
        Set<String> judges = result.tally().judges();
        List<JudgeColumn> own = new ArrayList<>();
        OWN.stream().filter(judges::contains).forEach(judge -> own.add(new JudgeColumn(judge, "own")));
        List<JudgeColumn> asked = new ArrayList<>();
        List<JudgeColumn> executors = new ArrayList<>();
        for (String judge : judges) {
            if (oracles.contains(judge)) {
                asked.add(new JudgeColumn(judge, "oracle"));
            } else if (!OWN.contains(judge)) {
                executors.add(new JudgeColumn(judge, "executor"));
            }
        }
        own.addAll(asked);
        own.addAll(executors);
        return own;
    }

    private List<SetReport> sets() {
        Set<Form> unsampled = new HashSet<>(result.unsampled());
        Set<Form> uncompared = new HashSet<>(result.uncompared());
        Map<Isa, List<FormReport>> forms = new EnumMap<>(Isa.class);
        result.tally().counts().forEach((key, judges) -> {
            Form form = key.form();
            Map<String, Counts> counts = new LinkedHashMap<>();
            judges.forEach((judge, count) -> counts.put(judge, counts(count)));
            String warning =
                    unsampled.contains(form) ? "no sample" : uncompared.contains(form) ? "no oracle's word" : "";
            forms.computeIfAbsent(key.isa(), k -> new ArrayList<>())
                    .add(new FormReport(form.id(), form.feature(), form.source().toString(), warning, counts));
        });
        List<SetReport> sets = new ArrayList<>();
        forms.forEach((isa, list) -> {
            long cases = list.stream()
                    .mapToLong(form -> form.judges().containsKey("encoder")
                            ? form.judges().get("encoder").agreed()
                            : 0)
                    .sum();
            List<Throughput> throughput = result.tally().pace().work(isa).stream()
                    .filter(work -> work.count() > 0)
                    .map(work -> new Throughput(work.engine(), work.unit(), work.count(), work.nanos() / 1e9))
                    .toList();
            sets.add(new SetReport(
                    isa.label(), cases, seconds(result.tally().pace().elapsed(isa)), list, programs(isa), throughput));
        });
        return sets;
    }

    private @Nullable Programs programs(Isa isa) {
        ProgramCount count = result.tally().programs().get(isa);
        return count == null
                ? null
                : new Programs(count.programs(), count.disagreements(), new TreeMap<>(count.runs()));
    }

    private static Counts counts(Tally.Count count) {
        return new Counts(
                count.agreed(),
                count.masked(),
                count.alternative(),
                count.disagreed(),
                count.explained(),
                count.incomparable(),
                count.notRun(),
                count.reason());
    }

    private List<MissingEngine> missing() {
        Map<String, MissingEngine> missing = new TreeMap<>();
        for (Missing m : result.missing()) {
            String key = m.engine() + "|" + m.reason() + "|" + m.remedy();
            missing.computeIfAbsent(key, k -> new MissingEngine(m.engine(), new ArrayList<>(), m.reason(), m.remedy()))
                    .isas()
                    .add(m.isa().label());
        }
        missing.values().forEach(m -> m.isas().sort(null));
        return List.copyOf(missing.values());
    }

    static Disagreement disagreement(int number, Finding finding) {
        Case subject = finding.subject();
        Form form = subject.form();
        Evidence evidence =
                finding.verdict() instanceof Verdict.Disagree(String what, Evidence given) ? given : Evidence.WORDS;
        return new Disagreement(
                number,
                subject.isa().label(),
                form.id(),
                form.feature(),
                form.source().toString(),
                form.syntax(),
                form.encoding(),
                subject.text(),
                subject.hex(),
                EvidenceMaker.layout(subject),
                finding.judge(),
                what(finding.verdict()),
                EvidenceMaker.of(subject, evidence),
                FailureFormat.replay(finding));
    }

    private static String what(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Disagree disagree -> disagree.what();
            case Verdict.Alternative(String text) -> "another encoding: " + text;
            case Verdict.Incomparable(String reason) -> "incomparable: " + reason;
            case Verdict.NotRun(String reason) -> "not run: " + reason;
            case Verdict.Agree _ -> "agrees";
        };
    }
}
