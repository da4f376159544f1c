package dev.touchstone.conformance.verdict;

/// What a comparison of one case by one judge comes to.
public sealed interface Verdict {
    /// Both say the same.
    ///
    /// @param masked whether something was left out of the comparison that the row or a policy says is not
    ///     defined
    record Agree(boolean masked) implements Verdict {}

    /// Other bytes than the judge's that are the same instruction: right, unless the very bytes are asked for.
    record Alternative(String what) implements Verdict {}

    /// They differ: what the one expected and what the other gave, ready to print.
    ///
    /// @param evidence the same for reports that show it
    record Disagree(String what, Evidence evidence) implements Verdict {
        public Disagree(String what) {
            this(what, Evidence.WORDS);
        }
    }

    /// The judge has an answer that can't be held against ours, or none: `refuses` is no vote.
    record Incomparable(String reason) implements Verdict {}

    /// The judge was not asked: the engine is missing, or is known not to know this form.
    record NotRun(String reason) implements Verdict {}

    Verdict AGREE = new Agree(false);
    Verdict AGREE_MASKED = new Agree(true);
}
