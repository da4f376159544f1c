package dev.touchstone.conformance.junit;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.SourceLine;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers, over the sets of a class, which known divergences of its assembler did not occur.
final class StaleRules {
    private final ConformanceTest test;
    private final CheckOptions options;
    private final Policy policy;
    private final Map<Isa, CheckResult> results = new EnumMap<>(Isa.class);

    StaleRules(ConformanceTest test, CheckOptions options) {
        this.test = test;
        this.options = options;
        this.policy = options.subject().policy();
    }

    /// What came of a set of which no form was left out.
    void add(Isa isa, CheckResult result) {
        results.put(isa, result);
    }

    /// Why nobody can tell; null if this run can.
    @Nullable
    String unsaid() {
        boolean whole = options.isas().stream()
                .allMatch(isa ->
                        results.containsKey(isa) || Checker.forms(options, isa).isEmpty());
        if (!whole) {
            return "only a run of the whole class can tell";
        }
        if (test.engines().length > 0) {
            return "only a test that asks all engines can tell";
        }
        return results.values().stream()
                .flatMap(result -> result.missing().stream())
                .filter(missing -> !missing.remedy().isEmpty())
                .map(missing -> "only a run with " + missing.engine() + " can tell, which is not there")
                .findFirst()
                .orElse(null);
    }

    /// The rules for forms of this class that explained nothing, one of each line of the policy.
    List<Rule> rules() {
        Set<SourceLine> told = new HashSet<>();
        return policy.mustOccur().stream()
                .filter(rule -> results.values().stream()
                        .flatMap(result -> result.tally().counts().keySet().stream())
                        .anyMatch(key -> rule.matches(key.form().id(), policy.version())))
                .filter(rule -> results.values().stream()
                        .noneMatch(result -> result.tally().occurred(rule)))
                .filter(rule -> told.add(rule.source()))
                .toList();
    }
}
