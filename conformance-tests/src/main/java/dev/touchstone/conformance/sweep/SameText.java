package dev.touchstone.conformance.sweep;

/// Whether two texts say the same but for how their numbers are written: `#0x20` and `#32`.
final class SameText {
    private SameText() {}

    static boolean is(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            char c = a.charAt(i);
            char d = b.charAt(j);
            boolean numbers = isDigit(c) && isDigit(d) && (i == 0 || !isWordPart(a.charAt(i - 1)));
            if (!numbers) {
                if (c != d) {
                    return false;
                }
                i++;
                j++;
                continue;
            }
            int endOfA = end(a, i);
            int endOfB = end(b, j);
            if (!isSame(a.substring(i, endOfA), b.substring(j, endOfB))) {
                return false;
            }
            i = endOfA;
            j = endOfB;
        }
        return i == a.length() && j == b.length();
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSame(String a, String b) {
        try {
            return a.equals(b) || value(a) == value(b);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static long value(String number) {
        return number.startsWith("0x")
                ? Long.parseUnsignedLong(number, 2, number.length(), 16)
                : Long.parseUnsignedLong(number);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.';
    }
}
