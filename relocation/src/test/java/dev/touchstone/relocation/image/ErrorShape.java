package dev.touchstone.relocation.image;

import java.util.List;
import java.util.regex.Pattern;

/// An error's message without what differs between files that have the same fault.
final class ErrorShape {
    private record Rule(Pattern pattern, String name) {}

    private static final List<Rule> RULES = List.of(
            rule("image file, offset 0x[0-9a-f]+: ", ""),
            rule("(?s)\".*\"", "NAME"),
            rule("\\b(R_|fixup_)\\w+", "KIND"),
            rule("U\\+[0-9A-F]+", "U+N"),
            rule("\\.(text|rodata|data|bss)\\b", "SECTION"),
            rule("\\b(x86-64|x86|a64|a32|t32)\\b", "MACHINE"),
            rule("0x[0-9a-f]+|-?\\b[0-9]+\\b", "N"),
            rule("(SECTION N to N(, )?)+", "SECTIONS"),
            rule("takes more than addresses: .*;", "takes more than addresses;"));

    private ErrorShape() {}

    private static Rule rule(String pattern, String name) {
        return new Rule(Pattern.compile(pattern), name);
    }

    static String of(ImageFormatException e) {
        String shape = String.valueOf(e.getMessage());
        for (Rule rule : RULES) {
            shape = rule.pattern.matcher(shape).replaceAll(rule.name);
        }
        return shape;
    }
}
