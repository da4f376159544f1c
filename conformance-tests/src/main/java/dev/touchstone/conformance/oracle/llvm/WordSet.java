package dev.touchstone.conformance.oracle.llvm;

import java.util.List;

/// Words of 32 bits, as a row of `llvm-targets.table` names them: `any`, `none`, patterns such as `xxxx110`, or
/// `but` and patterns.
final class WordSet {
    private static final int BITS = 32;

    private final int[] masks;
    private final int[] values;
    /// Whether words that fit a pattern are in it; else those that fit none.
    private final boolean fitting;

    private WordSet(List<String> patterns, boolean fitting) {
        this.fitting = fitting;
        masks = patterns.stream().mapToInt(p -> number(p, "01")).toArray();
        values = patterns.stream().mapToInt(p -> number(p, "1")).toArray();
    }

    /// @throws IllegalArgumentException if it is no such text
    static WordSet of(String text) {
        List<String> words = List.of(text.split(" ", -1));
        return switch (words.getFirst()) {
            case "any" -> new WordSet(rest(words), false);
            case "none" -> new WordSet(rest(words), true);
            case "but" -> new WordSet(rest(words), false);
            default -> new WordSet(words, true);
        };
    }

    private static List<String> rest(List<String> words) {
        return words.subList(1, words.size());
    }

    /// A bit for each of the pattern's that is one of `ones`.
    private static int number(String pattern, String ones) {
        if (!pattern.matches("[01x]{1," + BITS + "}")) {
            throw new IllegalArgumentException(
                    "\"" + pattern + "\" is no pattern; allowed are 1 to " + BITS + " of 0, 1 and x");
        }
        int number = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (ones.indexOf(pattern.charAt(i)) >= 0) {
                number |= 1 << (BITS - 1 - i);
            }
        }
        return number;
    }

    boolean contains(int word) {
        for (int i = 0; i < masks.length; i++) {
            if ((word & masks[i]) == values[i]) {
                return fitting;
            }
        }
        return !fitting;
    }
}
