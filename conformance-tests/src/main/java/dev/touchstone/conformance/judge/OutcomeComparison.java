package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.conformance.state.Difference;
import dev.touchstone.conformance.state.StateComparison;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import java.util.ArrayList;
import java.util.List;

/// Two outcomes held against each other: what two engines made of one snippet, or one engine of two.
///
/// @param lines what is not the same, ready to print; empty if all is
/// @param differences of the states, if both completed
record OutcomeComparison(List<String> lines, List<Difference> differences) {
    /// @param name as lines call it
    /// @param rules what is known of the engine and this form
    record Side(String name, Executor executor, List<Rule> rules, Outcome outcome) {}

    boolean same() {
        return lines.isEmpty();
    }

    static OutcomeComparison of(Snippet snippet, Footprint footprint, Side left, Side right) {
        List<String> lines = new ArrayList<>();
        List<Difference> differences = List.of();
        if (left.outcome instanceof Outcome.Completed(var one)
                && right.outcome instanceof Outcome.Completed(var other)) {
            List<Rule> rules = new ArrayList<>(left.rules);
            rules.addAll(right.rules);
            PolicyMask mask = new PolicyMask(snippet, footprint, List.of(left.executor, right.executor), rules);
            differences = new StateComparison(mask).differences(footprint, one, other);
            differences.forEach(difference -> lines.add(difference.line(left.name(), right.name())));
        } else if (!brief(left.outcome).equals(brief(right.outcome))
                && !haveLeft(snippet, left.outcome, right.outcome)) {
            lines.add(left.name() + ": " + brief(left.outcome) + ", " + right.name() + ": " + brief(right.outcome));
        }
        return new OutcomeComparison(lines, differences);
    }

    /// Whether both left the code for a place where neither could go on. What stands there, if anything, is each
    /// engine's own, and so is the kind of the fault; one that finds nothing there may tell of the jump itself.
    private static boolean haveLeft(Snippet snippet, Outcome one, Outcome other) {
        return one instanceof Outcome.Faulted a
                && other instanceof Outcome.Faulted b
                && (isAway(snippet, a) && (isAway(snippet, b) || b.kind() == FaultKind.MEMORY)
                        || isAway(snippet, b) && a.kind() == FaultKind.MEMORY);
    }

    private static boolean isAway(Snippet snippet, Outcome.Faulted fault) {
        return fault.pc() < AddressMap.CODE || fault.pc() >= snippet.end();
    }

    private static String brief(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed _ -> "completed";
            case Outcome.Faulted faulted -> "faulted: " + faulted.kind();
            case Outcome.TimedOut _ -> "timed out";
            case Outcome.NotRun(String reason) -> "not run: " + reason;
        };
    }
}
