package dev.touchstone.conformance.sweep;

/// What two decoders make of a word.
public enum Kind {
    /// Both read it, with the same text but for how numbers and blanks are written.
    AGREED(false),
    /// Both read it; the oracle's text is another, which to us means the same word.
    SPELLED(false),
    /// The oracle's decoder does not read it, as it holds back what the manual leaves unpredictable; its assembler
    /// gives the same word for our text.
    ASSEMBLED(false),
    /// Both read it; the oracle's text is none of our tables'.
    UNREAD(false),
    /// Neither reads it.
    UNDEFINED(false),
    /// Only the oracle reads it, and the assembler of the same reader gives another word for its own text, or
    /// refuses it: bits are set that its decoder ignores.
    LOOSE(false),
    /// Only the oracle reads it, and the assembler of the same reader gives the same word: our tables lack it.
    MISSING(false),
    /// Only we read it, and the oracle's assembler has no such word for our text.
    OURS_ONLY(true),
    /// Both read it, as different instructions.
    DIFFERENT(true),
    /// What we read is encoded as another word, or not at all.
    NOT_REENCODED(true);

    private final boolean wrong;

    Kind(boolean wrong) {
        this.wrong = wrong;
    }

    /// Whether it speaks against our tables.
    public boolean isWrong() {
        return wrong;
    }

    /// Whether our tables claim such a word.
    public boolean isClaimed() {
        return this != UNDEFINED && this != LOOSE && this != MISSING;
    }
}
