package dev.touchstone.conformance.judge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a prefix of SVE is run with: what MOVPRFX does is defined together with an instruction behind it that writes
/// the same register, reads no other, and has the same predicate and elements.
final class PrefixedText {
    private static final Pattern MOVPRFX =
            Pattern.compile("movprfx (?<zd>z[0-9]+)(?:(?<elements>\\.[bhsd]), (?<pg>p[0-7])/[mz])?, .*");

    private PrefixedText() {}

    /// The instruction to run behind it.
    static String behind(String prefix) {
        Matcher movprfx = MOVPRFX.matcher(prefix);
        if (!movprfx.matches()) {
            throw new IllegalArgumentException("an unknown prefix: " + prefix);
        }
        String zd = movprfx.group("zd");
        if (movprfx.group("pg") == null) {
            return "add %1$s.b, %1$s.b, #1".formatted(zd);
        }
        zd += movprfx.group("elements");
        return "lsr %1$s, %2$s/m, %1$s, #1".formatted(zd, movprfx.group("pg"));
    }
}
