package dev.touchstone.isa.arm;

import dev.touchstone.isa.arm.TemplatePart.Choice;
import dev.touchstone.isa.arm.TemplatePart.End;
import dev.touchstone.isa.arm.TemplatePart.Jump;
import dev.touchstone.isa.arm.TemplatePart.Literal;
import dev.touchstone.isa.arm.TemplatePart.Next;
import dev.touchstone.isa.arm.TemplatePart.Operand;
import dev.touchstone.isa.arm.TemplatePart.Optional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a syntax into parts.
final class TemplateBuilder {
    /// Answers the parts of a hole that a syntax names.
    @FunctionalInterface
    interface Holes {
        /// @param blankBefore as of the part that is wanted
        TemplatePart operand(String name, boolean blankBefore);
    }

    /// Another way to write what ends before `join`.
    private record Other(int choice, List<TemplatePart> parts, int join) {}

    private final String text;
    private final Holes holes;
    private final List<TemplatePart> parts = new ArrayList<>();
    private final List<Other> others = new ArrayList<>();
    private int at;

    private TemplateBuilder(String text, Holes holes) {
        this.text = text;
        this.holes = holes;
    }

    static List<TemplatePart> build(String text, Holes holes) {
        TemplateBuilder builder = new TemplateBuilder(text, holes);
        builder.sequence(false, false);
        builder.parts.add(new End());
        for (Other other : builder.others) {
            builder.parts.set(other.choice, new Choice(builder.parts.size()));
            builder.parts.addAll(other.parts);
            builder.parts.add(new Jump(other.join));
        }
        return builder.parts;
    }

    private void sequence(boolean inGroup, boolean blankBefore) {
        boolean blank = blankBefore;
        int brace = -1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ') {
                blank = true;
                at++;
                continue;
            }
            if (c == '<') {
                int end = text.indexOf('>', at);
                if (end < 0) {
                    throw new IllegalArgumentException("a < without its >");
                }
                String name = text.substring(at + 1, end);
                // The hole <+/-> and its kind hold no '>', so the first one ends it.
                parts.add(holes.operand(name, blank));
                at = end + 1;
            } else if (c == '{' && at + 1 < text.length() && text.charAt(at + 1) != ' ') {
                at++;
                group(blank);
            } else if (c == '}' && text.charAt(at - 1) != ' ') {
                if (!inGroup) {
                    throw new IllegalArgumentException(
                            "a } without its {; a literal one has a blank on its inner side");
                }
                at++;
                return;
            } else {
                if (c == '{') {
                    brace = parts.size();
                }
                literal(blank);
                if (c == '}' && brace >= 0) {
                    range(brace);
                    brace = -1;
                }
            }
            blank = false;
        }
        if (inGroup) {
            throw new IllegalArgumentException("a { without its }");
        }
    }

    private void group(boolean blankBefore) {
        int place = parts.size();
        parts.add(new End());
        sequence(true, blankBefore);
        List<Integer> left = new ArrayList<>();
        for (TemplatePart part : parts.subList(place, parts.size())) {
            if (part instanceof Operand operand && !operand.repeated()) {
                left.add(operand.hole());
            }
        }
        parts.set(place, new Optional(parts.size(), List.copyOf(left)));
    }

    private void literal(boolean blank) {
        int start = at++;
        if (isWord(text.charAt(start))) {
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
        }
        String literal = text.substring(start, at).toLowerCase(Locale.ROOT);
        boolean glued = at < text.length() && text.charAt(at) == '<';
        parts.add(new Literal(literal, blank, !glued));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    /// `{ a.s, b.s, c.s }` of consecutive registers may also be written `{ a.s - c.s }`.
    private void range(int brace) {
        List<TemplatePart> list = List.copyOf(parts.subList(brace, parts.size()));
        int size = list.size();
        if (size < 5 || !(list.get(1) instanceof Operand first)) {
            return;
        }
        int comma = 2;
        while (comma < size
                && !(list.get(comma) instanceof Literal l && l.text().equals(","))) {
            comma++;
        }
        List<TemplatePart> suffix = list.subList(2, Math.min(comma, size));
        int period = comma;
        if ((size - 2) % period != period - 1) {
            return;
        }
        int count = (size - 1) / period;
        Next last = null;
        for (int i = 1; i < count; i++) {
            if (!(list.get(1 + i * period) instanceof Next next) || next.hole() != first.hole() || next.step() != i) {
                return;
            }
            last = next;
        }
        if (last == null) {
            return;
        }
        List<TemplatePart> other = new ArrayList<>();
        other.add(list.getFirst());
        other.add(first);
        other.addAll(suffix);
        other.add(new Literal("-", true, true));
        other.add(last);
        other.addAll(suffix);
        other.add(list.getLast());
        parts.add(brace, new End());
        others.add(new Other(brace, other, parts.size()));
    }
}
