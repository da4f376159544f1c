package dev.touchstone.isa.x86;

import dev.touchstone.isa.Effects;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads the effects column, as in `w:OSZPC u:A in:rax,rdx memory`.
final class EffectsParser {
    private static final String FLAG_LETTERS = "OSZAPCDI";

    private final Set<String> flagsRead = new LinkedHashSet<>();
    private final Set<String> flagsWritten = new LinkedHashSet<>();
    private final Set<String> flagsUndefined = new LinkedHashSet<>();
    private final Set<String> registersRead = new LinkedHashSet<>();
    private final Set<String> registersWritten = new LinkedHashSet<>();
    private final Set<String> traits = new LinkedHashSet<>();

    private EffectsParser() {}

    /// @throws IllegalArgumentException if the notation is unknown
    static Effects parse(String text) {
        EffectsParser parser = new EffectsParser();
        for (String word : text.split("\\s+")) {
            if (!word.isEmpty()) {
                parser.word(word);
            }
        }
        return new Effects(
                Set.copyOf(parser.flagsRead),
                Set.copyOf(parser.flagsWritten),
                Set.copyOf(parser.flagsUndefined),
                Set.copyOf(parser.registersRead),
                Set.copyOf(parser.registersWritten),
                Set.copyOf(parser.traits));
    }

    private void word(String word) {
        int colon = word.indexOf(':');
        String value = word.substring(colon + 1);
        switch (colon < 0 ? "" : word.substring(0, colon)) {
            case "" -> traits.add(word);
            case "r" -> flagsRead.addAll(flags(value));
            case "w" -> flagsWritten.addAll(flags(value));
            case "u" -> flagsUndefined.addAll(flags(value));
            case "in" -> registersRead.addAll(List.of(value.split(",")));
            case "out" -> registersWritten.addAll(List.of(value.split(",")));
            default ->
                throw new IllegalArgumentException("effect \"" + word + "\" is none of r: w: u: in: out: and traits");
        }
    }

    /// `OSZAPC` is OF, SF and so on; names of other flags are separated by commas: `C0,C1`.
    private static Set<String> flags(String value) {
        Set<String> flags = new LinkedHashSet<>();
        for (String name : value.split(",")) {
            if (name.chars().allMatch(c -> FLAG_LETTERS.indexOf(c) >= 0)) {
                name.chars().forEach(c -> flags.add((char) c + "F"));
            } else if (name.matches("[A-Z]+[0-9]?")) {
                flags.add(name);
            } else {
                throw new IllegalArgumentException("\"" + name + "\" is no flag; they are letters of " + FLAG_LETTERS
                        + " or names between commas");
            }
        }
        return flags;
    }
}
