package dev.touchstone.conformance.strangers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Holds an assembler against what is known of it: what is new fails, and what occurs no more does.
public final class StrangerCheck {
    private static final int SAMPLES = 4;
    private static final int SHOWN = 10;
    private static final String ENCODER = "encoder";
    private static final Path PAGE = Path.of("../docs/findings.md");

    private final CheckResult result;

    private StrangerCheck(CheckResult result) {
        this.result = result;
    }

    public static StrangerCheck of(Subject subject) throws InterruptedException {
        CheckOptions options = new CheckOptions(
                subject,
                subject.isas(),
                "*",
                CheckOptions.DEFAULT_SEED,
                SAMPLES,
                Runtime.getRuntime().availableProcessors());
        return new StrangerCheck(Checker.check(options, Checker.Progress.SILENT));
    }

    public void findsWhatIsKnown() {
        String failures = result.tally().disagreements().stream()
                .limit(SHOWN)
                .map(FailureFormat::of)
                .collect(Collectors.joining("\n\n", "\n", "\n"));
        assertEquals(0, result.tally().disagreed(), failures);
        assertEquals(List.of(), result.tally().stale(), "known divergences that occur no more");
    }

    /// That the table of docs/findings.md says what this check came to, and so that no form is lost unseen: forms of
    /// which a sample was encoded, of which bytes are other than an oracle's, and of which a sample was refused.
    public void isWhatThePageSays(Isa isa) throws IOException {
        String row = "| %s | %s | %,d | %d | %d |"
                .formatted(
                        result.options().subject().name(),
                        isa,
                        forms(isa, form -> encoded(form).agreed() > 0),
                        forms(isa, StrangerCheck::isOther),
                        forms(isa, form -> encoded(form).explained() > 0));
        List<String> rows = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith(
                        "| %s | %s |".formatted(result.options().subject().name(), isa)))
                .toList();
        assertEquals(List.of(row), rows, "the row of " + PAGE.getFileName());
    }

    private long forms(Isa isa, Predicate<Map<String, Tally.Count>> which) {
        return result.tally().counts().entrySet().stream()
                .filter(form -> form.getKey().isa() == isa && which.test(form.getValue()))
                .count();
    }

    private static boolean isOther(Map<String, Tally.Count> form) {
        return form.entrySet().stream()
                .anyMatch(judge ->
                        !judge.getKey().equals(ENCODER) && judge.getValue().explained() > 0);
    }

    private static Tally.Count encoded(Map<String, Tally.Count> form) {
        return form.getOrDefault(ENCODER, new Tally.Count());
    }
}
