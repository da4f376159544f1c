package dev.touchstone.isa.arm.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A place in a statement that is being read, and what was read there last.
public final class Cursor {
    private final String text;
    private final String lower;
    private final boolean hashOptional;
    private int position;

    /// The value that was read last.
    public long value;

    /// The name that was read in place of a number, where a label may stand; else null.
    public @Nullable String name;

    /// The relocation operator that stood before the name, without its colons: `lo12`; else null.
    public @Nullable String operator;

    /// What is added to the name's address.
    public long addend;

    /// @param hashOptional whether `#` before an immediate may be left out
    public Cursor(String text, boolean hashOptional) {
        this.text = text;
        this.lower = text.toLowerCase(Locale.ROOT);
        this.hashOptional = hashOptional;
    }

    public int position() {
        return position;
    }

    public void position(int newPosition) {
        position = newPosition;
    }

    /// The statement in lower case.
    public String lower() {
        return lower;
    }

    public void skipBlanks() {
        while (position < lower.length() && (lower.charAt(position) == ' ' || lower.charAt(position) == '\t')) {
            position++;
        }
    }

    public boolean atEnd() {
        return position >= lower.length();
    }

    /// The character here, or 0 at the end.
    public char peek() {
        return position < lower.length() ? lower.charAt(position) : 0;
    }

    public boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        position++;
        return true;
    }

    /// Reads a literal of the syntax. `whole`: no letter or digit may follow.
    public boolean literal(String literal, boolean whole) {
        if (hashOptional && literal.equals("#")) {
            accept('#');
            return true;
        }
        if (!lower.startsWith(literal, position)) {
            return false;
        }
        int end = position + literal.length();
        if (whole
                && end < lower.length()
                && isWord(literal.charAt(literal.length() - 1))
                && isWord(lower.charAt(end))) {
            return false;
        }
        position = end;
        return true;
    }

    /// Reads letters, digits and underscores; empty if there are none.
    public String word() {
        int start = position;
        while (position < lower.length() && isWord(lower.charAt(position))) {
            position++;
        }
        return lower.substring(start, position);
    }

    /// Reads decimal digits to a number below a million; -1 if there is none. `01` is none.
    public int digits() {
        int start = position;
        int number = 0;
        while (position < lower.length() && lower.charAt(position) >= '0' && lower.charAt(position) <= '9') {
            number = number * 10 + lower.charAt(position) - '0';
            position++;
            if (position - start > 6) {
                return -1;
            }
        }
        return position == start || position - start > 1 && lower.charAt(start) == '0' ? -1 : number;
    }

    /// Whether a letter, digit or underscore follows.
    public boolean inWord() {
        return isWord(peek());
    }

    /// Reads an integer into [#value]: decimal, `0x`, `0b`, with a sign; up to 64 bits. A minus before a zero
    /// is told by [#negative].
    public boolean integer() {
        int start = position;
        negative = accept('-');
        if (!negative) {
            accept('+');
        }
        int radix = 10;
        if (lower.startsWith("0x", position)) {
            radix = 16;
            position += 2;
        } else if (lower.startsWith("0b", position)) {
            radix = 2;
            position += 2;
        }
        int digits = position;
        while (Character.digit(peek(), radix) >= 0) {
            position++;
        }
        if (position == digits || inWord() || peek() == '.') {
            position = start;
            return false;
        }
        try {
            long magnitude = Long.parseUnsignedLong(lower, digits, position, radix);
            if (negative && magnitude < 0 && magnitude != Long.MIN_VALUE) {
                position = start;
                return false;
            }
            value = negative ? -magnitude : magnitude;
            return true;
        } catch (NumberFormatException e) {
            position = start;
            return false;
        }
    }

    /// Whether the last integer had a minus.
    public boolean negative;

    /// Reads a name as it is written, with letters, digits, `_`, `.` and `$`; null if there is none.
    public @Nullable String symbol() {
        int start = position;
        while (position < text.length()
                && (isWord(lower.charAt(position)) || ".$".indexOf(lower.charAt(position)) >= 0)) {
            position++;
        }
        return position == start
                        || Character.isDigit(text.charAt(start)) && !isNumericLabel(text.substring(start, position))
                ? null
                : text.substring(start, position);
    }

    private static boolean isNumericLabel(String name) {
        return name.length() > 1
                && "bfBF".indexOf(name.charAt(name.length() - 1)) >= 0
                && name.chars().limit(name.length() - 1L).allMatch(Character::isDigit);
    }

    /// The text from `from` to what separates operands, for messages.
    public String excerpt(int from) {
        int end = from;
        while (end < text.length() && ",]}!".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(from, Math.max(end, Math.min(from + 1, text.length())))
                .strip();
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }
}
