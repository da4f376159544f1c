package dev.touchstone.conformance.check;

import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.isa.Form;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a check came to.
///
/// @param missing engines that could not be had
/// @param stale known divergences that did not occur; only a complete check can tell
public record CheckResult(CheckOptions options, Tally tally, Set<Missing> missing, List<Rule> stale, Duration elapsed) {
    /// Forms that no oracle took or read in any sample, and of which no policy of an oracle says why: nothing but
    /// our own tables speaks for their bytes.
    public List<Form> uncompared() {
        return tally.counts().entrySet().stream()
                .filter(form -> form.getKey().form().isSampled() && isEncoded(form.getValue()))
                .filter(form -> tally.oracles().stream().noneMatch(oracle -> compared(form.getValue(), oracle)))
                .map(form -> form.getKey().form())
                .filter(form -> !tally.neverJudged(form))
                .toList();
    }

    private static boolean isEncoded(Map<String, Tally.Count> byJudge) {
        Tally.Count count = byJudge.get(CaseSource.ENCODER);
        return count != null && count.agreed() > 0;
    }

    private static boolean compared(Map<String, Tally.Count> byJudge, String oracle) {
        Tally.Count count = byJudge.get(oracle);
        return count != null && count.agreed() + count.disagreed() + count.explained() > 0;
    }

    /// Forms of which the sampler made no case at all.
    public List<Form> unsampled() {
        return tally.counts().entrySet().stream()
                .filter(form -> form.getValue().isEmpty())
                .map(form -> form.getKey().form())
                .filter(Form::isSampled)
                .toList();
    }

    /// Whether all is well: nothing disagrees unexplained, no form went unsampled, no known divergence is stale.
    ///
    /// @param strict also: no engine that could be had is missing, and no form is without an oracle's word
    public boolean passed(boolean strict) {
        return tally.disagreed() == 0
                && stale.isEmpty()
                && unsampled().isEmpty()
                && !(strict
                        && (missing.stream().anyMatch(m -> !m.remedy().isEmpty())
                                || !uncompared().isEmpty()));
    }
}
