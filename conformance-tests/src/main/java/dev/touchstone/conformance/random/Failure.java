package dev.touchstone.conformance.random;

import dev.touchstone.conformance.state.Flags;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// In which way a run fails: what kind of thing is wrong with it.
///
/// @param reference the other engine; null if the rows alone speak against the run
/// @param ends how the runs ended
/// @param places the kinds of places that differ
record Failure(String judge, @Nullable String reference, String ends, Set<String> places) {
    /// Whether another run fails so, too, by the word of the rows or of the other engine: in nothing that was right
    /// here.
    boolean isLike(Failure other) {
        return judge.equals(other.judge)
                && ends.equals(other.ends)
                && places.isEmpty() == other.places.isEmpty()
                && places.containsAll(other.places);
    }

    private static final Set<String> STATUS = Set.of("mxcsr", "fcw", "fsw", "ftw", "fpcr", "fpsr", "fpscr");
    private static final String COMPLETED = "Completed";

    /// The way of a finding; empty if it is no disagreement about a run.
    static Optional<Failure> of(Finding finding) {
        if (!(finding.verdict() instanceof Verdict.Disagree disagree)
                || !(disagree.evidence() instanceof Evidence.Runs runs)) {
            return Optional.empty();
        }
        Evidence.Run reference = runs.reference();
        String ends = end(runs.run().outcome()) + "/" + (reference == null ? COMPLETED : end(reference.outcome()));
        Isa isa = finding.subject().isa();
        return Optional.of(new Failure(
                finding.judge(),
                reference == null ? null : reference.engine(),
                ends,
                runs.differences().stream()
                        .map(difference -> kind(isa, difference.place()))
                        .collect(Collectors.toUnmodifiableSet())));
    }

    private static String end(Outcome outcome) {
        return outcome instanceof Outcome.Faulted fault
                ? fault.kind().name()
                : outcome instanceof Outcome.Completed
                        ? COMPLETED
                        : outcome.getClass().getSimpleName();
    }

    /// General registers are one kind, and so are vectors; flags and status words are each their own.
    private static String kind(Isa isa, String place) {
        if (place.indexOf('[') >= 0) {
            return "memory";
        }
        boolean numbered = Character.isDigit(place.charAt(place.length() - 1));
        if (numbered && RegisterSet.of(isa).get(place).bytes() > 8) {
            return place.replaceAll("[0-9]+$", "");
        }
        return numbered || !STATUS.contains(place) && !place.equals(Flags.register(isa)) ? "general" : place;
    }
}
