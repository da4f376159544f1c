package dev.touchstone.conformance.judge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether two of our texts say the same instruction, though they may ask for different encodings of it.
final class SameMeaning {
    /// The operands of these may change places.
    private static final Pattern SYMMETRIC = Pattern.compile("(lock )?(xchg|test) (.+), (.+)");

    private static final Pattern LENGTH_OF_BRANCH = Pattern.compile("^(j\\w+) near ");

    private SameMeaning() {}

    static boolean is(String a, String b) {
        return a.equals(b) || plain(a).equals(plain(b));
    }

    private static String plain(String text) {
        Matcher symmetric = SYMMETRIC.matcher(text);
        if (symmetric.matches() && symmetric.group(3).compareTo(symmetric.group(4)) > 0) {
            return text.substring(0, symmetric.start(3)) + symmetric.group(4) + ", " + symmetric.group(3);
        }
        return LENGTH_OF_BRANCH.matcher(text).replaceFirst("$1 ");
    }
}
