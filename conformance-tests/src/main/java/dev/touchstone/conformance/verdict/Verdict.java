package dev.touchstone.conformance.verdict;

/// What a comparison of one case by one judge comes to.
public sealed interface Verdict {
    /// Both say the same.
    record Agree() implements Verdict {}

    /// They differ: what the one expected and what the other gave, ready to print.
    record Disagree(String what) implements Verdict {}

    /// The judge has an answer that can't be held against ours, or none: `refuses` is no vote.
    record Incomparable(String reason) implements Verdict {}

    /// The judge was not asked: the engine is missing, or is known not to know this form.
    record NotRun(String reason) implements Verdict {}

    Verdict AGREE = new Agree();
}
