package dev.touchstone.encoder.typed;

import java.util.ArrayList;
import java.util.List;

/// Splits a statement's operands into the texts of a typed call's arguments: lists are written out, `lsl #3` is
/// two, a memory
/// operand is one with what follows it.
final class OperandTexts {
    private OperandTexts() {}

    static List<String> split(String operands) {
        List<String> parts = parts(unlisted(operands));
        List<String> out = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("[")) {
                StringBuilder whole = new StringBuilder(part);
                while (!part.endsWith("!")
                        && i + 1 < parts.size()
                        && !parts.get(i + 1).startsWith("[")) {
                    whole.append(", ").append(parts.get(++i));
                }
                out.add(whole.toString());
            } else {
                for (String word :
                        part.startsWith("{") ? new String[] {part} : part.split("\\s+(?![^\\[]*])|(?<=[a-z])(?=#)")) {
                    out.add(word);
                }
            }
        }
        return out;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    /// `{ v0.s, v1.s }[1], x` as `v0.s[1], v1.s[1], x`.
    private static String unlisted(String text) {
        int open = text.indexOf("{ ");
        if (open < 0) {
            return text;
        }
        int close = text.indexOf(" }", open);
        int end = close + 2;
        while (end < text.length() && text.charAt(end) != ',') {
            end++;
        }
        String after = text.substring(close + 2, end);
        List<String> items = new ArrayList<>();
        for (String item : parts(text.substring(open + 2, close))) {
            items.add(item + after);
        }
        return unlisted(text.substring(0, open) + String.join(", ", items) + text.substring(end));
    }
}
