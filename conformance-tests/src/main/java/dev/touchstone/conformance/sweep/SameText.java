package dev.touchstone.conformance.sweep;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Whether two texts say the same but for how their numbers are written, `#0x20` and `#32`, and for blanks beside
/// signs, `{ r0 }` and `{r0}`. Texts are ASCII.
final class SameText {
    private SameText() {}

    /// @param a the one text, all of it
    /// @param b what holds the other, from `start` to before `end`
    static boolean is(byte[] a, int length, byte[] b, int start, int end) {
        int i = 0;
        int j = start;
        while (i < length && j < end && a[i] == b[j]) {
            i++;
            j++;
        }
        if (i == length && j == end) {
            return true;
        }
        // Back to the beginning of the word in which they differ, or at whose end one of them ends.
        while (i > 0 && isWordPart(a[i - 1])) {
            i--;
            j--;
        }
        while (i < length && j < end) {
            if (isDigit(a[i]) && isDigit(b[j]) && (i == 0 || !isWordPart(a[i - 1]))) {
                int endOfA = wordEnd(a, i, length);
                int endOfB = wordEnd(b, j, end);
                if (!isSame(a, i, endOfA, b, j, endOfB)) {
                    return false;
                }
                i = endOfA;
                j = endOfB;
            } else if (a[i] != b[j] && isSpare(a, i, 0, length)) {
                i++;
            } else if (a[i] != b[j] && isSpare(b, j, start, end)) {
                j++;
            } else if (a[i++] != b[j++]) {
                return false;
            }
        }
        return i == length && j == end;
    }

    /// Whether there is a blank with a sign beside it.
    private static boolean isSpare(byte[] text, int at, int start, int end) {
        return text[at] == ' '
                && at > start
                && at + 1 < end
                && (!isWordPart(text[at - 1]) || !isWordPart(text[at + 1]));
    }

    private static int wordEnd(byte[] text, int from, int limit) {
        int end = from;
        while (end < limit && isWordPart(text[end])) {
            end++;
        }
        return end;
    }

    private static boolean isSame(byte[] a, int i, int endOfA, byte[] b, int j, int endOfB) {
        return Arrays.equals(a, i, endOfA, b, j, endOfB)
                || isNumber(a, i, endOfA) && isNumber(b, j, endOfB) && value(a, i, endOfA) == value(b, j, endOfB);
    }

    private static boolean isHex(byte[] text, int from, int end) {
        return end - from > 2 && text[from] == '0' && text[from + 1] == 'x';
    }

    /// Whether it is a number of 64 bits or fewer.
    private static boolean isNumber(byte[] text, int from, int end) {
        boolean hex = isHex(text, from, end);
        int first = hex ? from + 2 : from;
        for (int i = first; i < end; i++) {
            if (Character.digit(text[i], hex ? 16 : 10) < 0) {
                return false;
            }
        }
        return end - first <= (hex ? 16 : 19) || fits(text, first, end, hex ? 16 : 10);
    }

    /// Of a number with so many digits that it may be too large.
    private static boolean fits(byte[] text, int from, int end, int base) {
        try {
            Long.parseUnsignedLong(new String(text, from, end - from, StandardCharsets.US_ASCII), base);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static long value(byte[] text, int from, int end) {
        boolean hex = isHex(text, from, end);
        long value = 0;
        for (int i = hex ? from + 2 : from; i < end; i++) {
            value = value * (hex ? 16 : 10) + Character.digit(text[i], 16);
        }
        return value;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(byte c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.';
    }
}
