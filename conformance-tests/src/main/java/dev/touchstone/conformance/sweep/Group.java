package dev.touchstone.conformance.sweep;

import java.util.Comparator;
import java.util.List;

/// Words of one kind and one form.
///
/// @param kind what they are
/// @param key our form's id; the oracle's mnemonic where only it reads them
/// @param count how many there are
/// @param examples the lowest of them
public record Group(Kind kind, String key, long count, List<Example> examples) {
    /// How many examples are kept.
    public static final int EXAMPLES = 3;

    /// A word and what is said of it.
    ///
    /// @param word as the manual writes it, `0x8b020020`
    /// @param ours our text; empty if we do not read it
    /// @param theirs the oracle's; empty if it does not
    public record Example(String word, String ours, String theirs) {
        static final Comparator<Example> BY_WORD =
                Comparator.comparingInt((Example e) -> e.word.length()).thenComparing(Example::word);
    }
}
