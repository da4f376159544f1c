package dev.touchstone.conformance.random;

import dev.touchstone.conformance.state.Difference;
import dev.touchstone.conformance.state.Flags;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.exec.Outcome;
import dev.touchstone.isa.Isa;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// In which way a run fails: what kind of thing is wrong with it.
///
/// @param reference the other engine; null if the rows alone speak against the run
record Failure(String judge, @Nullable String reference, String kind) {
    /// Whether another run fails so, too: by the word of the rows, or of the other engine.
    boolean isLike(Failure other) {
        return judge.equals(other.judge) && kind.equals(other.kind);
    }

    private static final String COMPLETED = "Completed";

    /// The way of a finding; empty if it is no disagreement about a run.
    static Optional<Failure> of(Finding finding) {
        if (!(finding.verdict() instanceof Verdict.Disagree disagree)
                || !(disagree.evidence() instanceof Evidence.Runs runs)) {
            return Optional.empty();
        }
        Evidence.Run reference = runs.reference();
        String ends = end(runs.run().outcome()) + "/" + (reference == null ? COMPLETED : end(reference.outcome()));
        String place = runs.differences().isEmpty()
                ? ""
                : kind(finding.subject().isa(), runs.differences().getFirst());
        return Optional.of(
                new Failure(finding.judge(), reference == null ? null : reference.engine(), ends + " " + place));
    }

    private static String end(Outcome outcome) {
        return outcome instanceof Outcome.Faulted fault
                ? fault.kind().name()
                : outcome instanceof Outcome.Completed
                        ? COMPLETED
                        : outcome.getClass().getSimpleName();
    }

    private static String kind(Isa isa, Difference difference) {
        String place = difference.place();
        if (place.equals(Flags.register(isa))) {
            return "flags";
        }
        return place.indexOf('[') >= 0 ? "memory" : "registers";
    }
}
