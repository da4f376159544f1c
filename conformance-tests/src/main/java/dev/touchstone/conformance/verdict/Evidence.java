package dev.touchstone.conformance.verdict;

import dev.touchstone.conformance.state.Difference;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a disagreement is about, for reports that show it: the case's own side stands in the case.
public sealed interface Evidence {
    /// All there is to say is said in words.
    record Words() implements Evidence {}

    /// Other bytes for the case's text.
    record Bytes(String by, byte[] bytes) implements Evidence {}

    /// Another text for the case's bytes, or for the first `length` of them.
    record Reading(String by, String text, int length) implements Evidence {}

    /// A run that changed what the row does not say, or that came to something else than another engine's.
    ///
    /// @param reference the other engine's; null if the row alone speaks against the run
    /// @param differences from the reference (left) or, without one, from the initial state (left)
    record Runs(Snippet snippet, Run run, @Nullable Run reference, List<Difference> differences) implements Evidence {}

    /// What a snippet came to on one engine.
    record Run(String engine, Outcome outcome) {}

    Evidence WORDS = new Words();
}
