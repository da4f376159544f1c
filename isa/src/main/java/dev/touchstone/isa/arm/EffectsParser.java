package dev.touchstone.isa.arm;

import dev.touchstone.isa.Effects;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads the effects column: `w:NZCV u:CV r:C in:x0 out:x30 branch`.
final class EffectsParser {
    private static final Set<String> FLAGS = Set.of("N", "Z", "C", "V", "Q", "GE");

    private EffectsParser() {}

    static Effects parse(String text) {
        Set<String> read = new LinkedHashSet<>();
        Set<String> written = new LinkedHashSet<>();
        Set<String> undefined = new LinkedHashSet<>();
        Set<String> in = new LinkedHashSet<>();
        Set<String> out = new LinkedHashSet<>();
        Set<String> traits = new LinkedHashSet<>();
        for (String word : text.strip().split("\\s+")) {
            int colon = word.indexOf(':');
            String key = colon < 0 ? word : word.substring(0, colon + 1);
            String value = word.substring(colon + 1);
            switch (key) {
                case "" -> {}
                case "r:" -> flags(value, read);
                case "w:" -> flags(value, written);
                case "u:" -> flags(value, undefined);
                case "in:" -> in.addAll(List.of(value.toLowerCase(Locale.ROOT).split(",")));
                case "out:" -> out.addAll(List.of(value.toLowerCase(Locale.ROOT).split(",")));
                default -> {
                    if (colon >= 0 || !word.matches("[a-z][a-z0-9-]*")) {
                        throw new IllegalArgumentException("\"" + word + "\" is no effect");
                    }
                    traits.add(word);
                }
            }
        }
        return new Effects(
                Set.copyOf(read),
                Set.copyOf(written),
                Set.copyOf(undefined),
                Set.copyOf(in),
                Set.copyOf(out),
                Set.copyOf(traits));
    }

    private static void flags(String text, Set<String> into) {
        List<String> flags =
                text.contains(",") || FLAGS.contains(text) ? List.of(text.split(",")) : List.of(text.split(""));
        for (String flag : flags) {
            if (!FLAGS.contains(flag)) {
                throw new IllegalArgumentException("\"" + flag + "\" is no flag; flags are N Z C V Q GE");
            }
            into.add(flag);
        }
    }
}
