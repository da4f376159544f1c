package dev.touchstone.conformance.strangers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.stream.Collectors;

/// Holds an assembler against what is known of it: what is new fails, and what occurs no more does.
public final class StrangerCheck {
    private static final int SAMPLES = 4;
    private static final int SHOWN = 10;

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

    /// That forms are not lost to "unknown" unseen.
    public void judges(Isa isa, int forms) {
        long encoded = result.tally().counts().entrySet().stream()
                .filter(form ->
                        form.getKey().isa() == isa && encoded(form.getValue().get("encoder")) > 0)
                .count();
        assertTrue(encoded >= forms, encoded + " forms of " + isa + " were encoded");
    }

    private static long encoded(Tally.Count count) {
        return count == null ? 0 : count.agreed();
    }
}
