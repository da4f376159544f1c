package dev.touchstone.cli;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.ReportMaker;
import dev.touchstone.conformance.report.Summary;
import dev.touchstone.conformance.report.files.ReportFolder;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Holds every form of the tables against the oracles, and runs it on every engine that can.",
        footer = {
            "",
            "Exit code 0 if nothing disagrees unexplained. With --strict an engine that could be had and is missing",
            "fails too (`touchstone doctor` says what mends that), and a form that no oracle has a word on.",
            "",
            "Example: touchstone check --isa x86-64 --forms 'x86:ADD *'"
        })
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--isa", description = "one set only; may be repeated (default: all)")
    private List<Isa> isas = List.of();

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            description = "the assembler under test, one that a jar on the class path provides (default: ours)",
            defaultValue = "touchstone")
    private Subject subject = Subject.TOUCHSTONE;

    @Option(
            names = "--forms",
            paramLabel = "GLOB",
            description = "forms by id (default: ${DEFAULT-VALUE})",
            defaultValue = "*")
    private String forms = "*";

    @Option(names = "--seed", description = "that sampling starts from (default: ${DEFAULT-VALUE})", defaultValue = "1")
    private long seed;

    @Option(
            names = "--samples",
            description = "operands a form, at the most (default: ${DEFAULT-VALUE})",
            defaultValue = "" + CheckOptions.DEFAULT_SAMPLES)
    private int samples;

    @Option(
            names = "--programs",
            description = "random programs a set, run on every engine (default: ${DEFAULT-VALUE})",
            defaultValue = "" + CheckOptions.DEFAULT_PROGRAMS)
    private int programs;

    @Option(
            names = "--exact",
            description = "another encoding of the same instruction is a disagreement (as it is, of ours)")
    private boolean exact;

    @Option(names = "--strict", description = "fail also if an engine or an oracle's word is missing")
    private boolean strict;

    @Option(
            names = "--show",
            description = "disagreements that are printed whole (default: ${DEFAULT-VALUE})",
            defaultValue = "20")
    private int show;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "folder for the report: index.html and its pages, junit.xml, report.json and its schema")
    private @Nullable Path report;

    @Override
    public Integer call() throws InterruptedException, IOException {
        ReportFolder folder = report == null ? null : ReportFolder.open(report); // before minutes of work
        Set<Isa> chosen = isas.isEmpty() ? EnumSet.allOf(Isa.class) : EnumSet.copyOf(isas);
        CheckOptions options = new CheckOptions(
                subject,
                chosen,
                forms,
                seed,
                samples,
                subject == Subject.TOUCHSTONE ? programs : 0, // they are assembled by our own
                exact || subject.isExact(),
                Runtime.getRuntime().availableProcessors());
        CheckResult result;
        try (CheckProgress progress = CheckProgress.start()) {
            result = Checker.check(options, progress);
        }
        List<Finding> disagreements = result.tally().disagreements();
        disagreements.stream().limit(show).forEach(finding -> System.out.println(FailureFormat.of(finding) + "\n"));
        if (result.tally().disagreed() > show) {
            System.out.println(result.tally().disagreed() - show + " more disagreements; --show prints more\n");
        }
        ReportDocument document = ReportMaker.document(result, Instant.now());
        Summary.of(document).forEach(System.out::println);
        if (folder != null) {
            folder.write(document);
        }
        boolean passed = result.passed(strict);
        System.out.println(passed ? "PASSED" : "FAILED");
        return passed ? 0 : 1;
    }
}
