package dev.touchstone.isa.arm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first word of a syntax: literal text, groups that may be left out, and at the most one hole:
/// `VADD<c>.F32`, `B<c>{.W}`.
public final class Mnemonic {
    /// Stands for the hole in [#keys()].
    public static final char HOLE = '\u0001';

    private static final Pattern PART = Pattern.compile("<([^>]+)>|\\{([^}<]+)}|([^<{}>]+)");

    /// @param text the literal, or the hole's name
    private record Part(String text, boolean isHole, boolean isOptional) {}

    private final List<Part> parts = new ArrayList<>();
    private final String beforeHole;
    private final String behindHole;
    private int hole = -1;
    private String holeName = "";

    /// @param printsGroups whether the formatter prints groups
    Mnemonic(String text, boolean printsGroups) {
        Matcher matcher = PART.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() != end) {
                break;
            }
            end = matcher.end();
            if (matcher.group(1) != null) {
                if (!holeName.isEmpty()) {
                    throw new IllegalArgumentException("a mnemonic has one hole at the most");
                }
                holeName = matcher.group(1);
                parts.add(new Part(holeName, true, false));
            } else if (matcher.group(2) != null) {
                parts.add(new Part(lower(matcher.group(2)), false, true));
            } else {
                parts.add(new Part(lower(matcher.group(3)), false, false));
            }
        }
        if (end != text.length() || parts.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" is no mnemonic");
        }
        StringBuilder before = new StringBuilder();
        StringBuilder behind = new StringBuilder();
        StringBuilder out = before;
        for (Part part : parts) {
            if (part.isHole) {
                out = behind;
            } else if (!part.isOptional || printsGroups) {
                out.append(part.text);
            }
        }
        this.beforeHole = before.toString();
        this.behindHole = behind.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    /// The hole's name, or the empty text.
    String holeName() {
        return holeName;
    }

    void hole(int index) {
        hole = index;
    }

    /// The index of the hole, or -1.
    public int hole() {
        return hole;
    }

    /// The literal text alone, without groups and without a dot at its end: `vadd.f32`, `b`.
    public String base() {
        StringBuilder out = new StringBuilder();
        parts.stream().filter(p -> !p.isHole && !p.isOptional).forEach(p -> out.append(p.text));
        while (!out.isEmpty() && out.charAt(out.length() - 1) == '.') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /// Every way to write it, with [#HOLE] for the hole; also without the hole if that may be left out.
    public Set<String> keys(boolean holeOptional) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add("");
        for (Part part : parts) {
            Set<String> longer = new LinkedHashSet<>();
            for (String key : keys) {
                if (part.isOptional || part.isHole && holeOptional) {
                    longer.add(key);
                }
                longer.add(key + (part.isHole ? String.valueOf(HOLE) : part.text));
            }
            keys = longer;
        }
        return keys;
    }

    /// What is printed before the hole's text; all of it if there is no hole.
    public String beforeHole() {
        return beforeHole;
    }

    /// What is printed behind the hole's text.
    public String behindHole() {
        return behindHole;
    }
}
