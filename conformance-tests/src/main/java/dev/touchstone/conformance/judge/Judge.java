package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import java.util.List;

/// Judges cases of one instruction set. Used by one thread at a time.
public interface Judge {
    /// What this judge finds, at least one finding a case.
    List<Finding> judge(List<Case> cases);

    /// How long it has been asking its engines so far; empty if it does not measure that.
    default List<Work> work() {
        return List.of();
    }
}
