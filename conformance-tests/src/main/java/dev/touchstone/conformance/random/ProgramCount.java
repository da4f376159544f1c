package dev.touchstone.conformance.random;

import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// What random programs came to. Not thread-safe.
public final class ProgramCount {
    private int programs;
    private int disagreements;
    private final Map<String, Integer> runs = new TreeMap<>();

    void add(Finding finding) {
        if (!(finding.verdict() instanceof Verdict.NotRun)) {
            runs.merge(finding.judge(), 1, Integer::sum);
        }
    }

    void programs(int more, int moreDisagreements) {
        programs += more;
        disagreements += moreDisagreements;
    }

    /// Adds another count.
    public void add(ProgramCount other) {
        programs(other.programs, other.disagreements);
        other.runs.forEach((engine, count) -> runs.merge(engine, count, Integer::sum));
    }

    public int programs() {
        return programs;
    }

    /// Programs with a disagreement.
    public int disagreements() {
        return disagreements;
    }

    /// How many programs each executor ran.
    public Map<String, Integer> runs() {
        return Map.copyOf(runs);
    }

    /// As in `500 programs: native 500, unicorn 430; 0 disagreements`.
    @Override
    public String toString() {
        StringJoiner by = new StringJoiner(", ");
        runs.forEach((engine, count) -> by.add(engine + " " + count));
        return programs + " programs: " + by + "; " + disagreements + " disagreements";
    }
}
