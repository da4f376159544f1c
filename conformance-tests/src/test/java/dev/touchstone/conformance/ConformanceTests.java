package dev.touchstone.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.report.Summary;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.isa.Isa;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every form of every set, with a few operands each, before every judge. `touchstone check` does the same with
/// more.
@Order(1)
class ConformanceTests {
    private static final int SAMPLES = 4;
    private static final int PROGRAMS = 60;
    private static final int SHOWN = 10;

    /// Strictly; but qemu, which nothing fetches, may be missing where toolchains are not required.
    private static boolean passed(CheckResult result) {
        boolean withoutQemu = !Plugins.areToolchainsRequired()
                && result.missing().stream()
                        .anyMatch(m ->
                                m.engine().equals("qemu-user") && !m.remedy().isEmpty());
        return withoutQemu
                ? result.passed(false)
                        && result.uncompared().isEmpty()
                        && result.missing().stream()
                                .allMatch(m -> m.engine().equals("qemu-user")
                                        || m.remedy().isEmpty())
                : result.passed(true);
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void everyFormAgrees(Isa isa) throws InterruptedException {
        CheckOptions options = new CheckOptions(
                Subject.TOUCHSTONE,
                Set.of(isa),
                "*",
                CheckOptions.DEFAULT_SEED,
                SAMPLES,
                PROGRAMS,
                true,
                Runtime.getRuntime().availableProcessors());
        CheckResult result = Checker.check(options, Checker.Progress.SILENT);
        Summary.of(result).forEach(System.out::println);
        String failures = result.tally().disagreements().stream()
                .limit(SHOWN)
                .map(FailureFormat::of)
                .collect(Collectors.joining("\n\n", "\n", "\n"));
        assertTrue(
                passed(result),
                result.tally().disagreed() + " disagreements; missing " + result.missing() + "; unsampled "
                        + result.unsampled() + failures);
    }
}
