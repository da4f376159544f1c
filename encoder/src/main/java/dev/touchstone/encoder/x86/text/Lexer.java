package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a statement into tokens.
final class Lexer {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<name>[A-Za-z_.$@?][A-Za-z0-9_.$@?]*)|(?<number>[0-9][0-9A-Za-z_]*)|\\{(?<braced>[^{}]*)}|(?<mark>[\\[\\](),:+*-]))");

    private Lexer() {}

    /// @throws SyntaxException at a character or number that fits nowhere
    static List<Token> tokens(String statement) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(statement);
        int at = 0;
        int end = statement.stripTrailing().length();
        while (at < end) {
            matcher.region(at, end);
            if (!matcher.lookingAt()) {
                int column = at + 1 + indent(statement.substring(at));
                throw new SyntaxException("\"" + statement.charAt(column - 1) + "\" is of no use here", column);
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        tokens.add(new Token(Token.Kind.END, "", 0, end + 1));
        return tokens;
    }

    private static int indent(String text) {
        return text.length() - text.stripLeading().length();
    }

    private static Token token(Matcher matcher) {
        for (String group : List.of("name", "number", "braced", "mark")) {
            String text = matcher.group(group);
            if (text != null) {
                int column = matcher.start(group) + 1;
                return switch (group) {
                    case "name" -> new Token(Token.Kind.NAME, text, 0, column);
                    case "number" -> new Token(Token.Kind.NUMBER, text, number(text, column), column);
                    case "braced" ->
                        new Token(Token.Kind.BRACED, text.replace(" ", "").toLowerCase(Locale.ROOT), 0, column - 1);
                    default -> new Token(Token.Kind.MARK, text, 0, column);
                };
            }
        }
        throw new IllegalStateException(matcher.group());
    }

    /// `0x1f`, `1fh`, `0b101`, `31`; up to 64 bits, unsigned.
    private static long number(String text, int column) {
        String word = text.toLowerCase(Locale.ROOT).replace("_", "");
        try {
            if (word.startsWith("0x")) {
                return Long.parseUnsignedLong(word.substring(2), 16);
            }
            if (word.endsWith("h")) {
                return Long.parseUnsignedLong(word.substring(0, word.length() - 1), 16);
            }
            if (word.startsWith("0b")) {
                return Long.parseUnsignedLong(word.substring(2), 2);
            }
            if (word.length() > 1 && word.startsWith("0")) {
                throw new SyntaxException(
                        "\"" + text + "\" could be octal or decimal; write it without the leading zero or with 0x",
                        column);
            }
            return Long.parseUnsignedLong(word);
        } catch (NumberFormatException e) {
            throw new SyntaxException(
                    "\"" + text + "\" is no number of at most 64 bits (31, 0x1f, 1fh, 0b11111)", column);
        }
    }
}
