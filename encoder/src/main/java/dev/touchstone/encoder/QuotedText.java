package dev.touchstone.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Text in double quotes, in UTF-8, with the escapes `\n \t \r \b \f \\ \" \'`, and for one byte of any value
/// `\xHH` or one to three octal digits.
final class QuotedText {
    private final String text;
    private final int column;
    private int at;

    private QuotedText(String text, int column) {
        this.text = text;
        this.column = column;
    }

    /// The bytes of what stands between the quotes.
    ///
    /// @throws SyntaxException if there are none, or an escape is not known
    static byte[] of(String quoted) {
        String text = quoted.strip();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            throw new SyntaxException("expected text in double quotes, found " + text, 0);
        }
        return unescape(text.substring(1, text.length() - 1), 1);
    }

    /// @param column where it stands, counted from 0
    static byte[] unescape(String text, int column) {
        return new QuotedText(text, column).bytes();
    }

    private byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '"') {
                throw new SyntaxException("a quote within quotes is written \\\"", column + at);
            }
            if (c == '\\') {
                out.write(escaped());
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private int escaped() {
        if (at == text.length()) {
            throw new SyntaxException("nothing behind the last \\", column + at);
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '\\', '"', '\'' -> c;
            case 'x' -> number(16, 2);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield number(8, 3);
            }
            default ->
                throw new SyntaxException(
                        "\\" + c + " is no escape; there are \\n \\t \\r \\b \\f \\\\ \\\" \\' \\xHH \\OOO",
                        column + at);
        };
    }

    private int number(int radix, int digits) {
        int value = 0;
        int start = at;
        while (at < text.length() && at < start + digits && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
        }
        if (at == start) {
            throw new SyntaxException("\\x takes one or two hexadecimal digits", column + at);
        }
        if (value > 0xFF) {
            throw new SyntaxException("\\" + text.substring(start, at) + " is more than a byte", column + at);
        }
        return value;
    }
}
