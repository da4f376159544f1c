package dev.touchstone.encoder;

import dev.touchstone.relocation.Label;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The value of a directive's operand: a number, a label and a number, or the distance between two labels and a
/// number.
///
/// @param plus the label whose address is added, or null
/// @param minus the label whose address is subtracted, or null
record Expression(
        long constant, @Nullable Label plus, @Nullable Label minus) {
    private static final Pattern TERM =
            Pattern.compile("\\s*(?:(?<number>0[xX][0-9a-fA-F]+|0[bB][01]+(?![0-9a-zA-Z])|[0-9]+(?![0-9a-zA-Z]))"
                    + "|'(?<character>\\\\?.)'|(?<name>[A-Za-z_.$][A-Za-z0-9_.$]*))\\s*");

    boolean isConstant() {
        return plus == null && minus == null;
    }

    /// The place that it names.
    ///
    /// @throws SyntaxException if it is none
    Label address(String what) {
        if (plus == null || minus != null) {
            throw new SyntaxException(what + " takes a number or a label and a number", 0);
        }
        return constant == 0 ? plus : plus.plus(constant);
    }

    /// Reads a sum.
    ///
    /// @param here gives the label of this place, for `.`
    /// @throws SyntaxException if it is none; names the column in `text`
    static Expression parse(String text, SymbolScope symbols, Supplier<Label> here) {
        long constant = 0;
        Label plus = null;
        Label minus = null;
        int at = 0;
        boolean first = true;
        while (first || at < text.length()) {
            Sign sign = Sign.before(text, at, first);
            Matcher term = TERM.matcher(text).region(sign.end(), text.length());
            if (!term.lookingAt()) {
                throw new SyntaxException(
                        "expected a number or a label, found \"" + text.substring(sign.end()) + "\"", sign.end() + 1);
            }
            if (term.group("name") == null) {
                constant += sign.isMinus() ? -number(term) : number(term);
            } else {
                Label label = term.group("name").equals(".") ? here.get() : symbols.label(term.group("name"));
                if (sign.isMinus() ? minus != null : plus != null) {
                    throw new SyntaxException("at most one label is added and one subtracted", term.start("name") + 1);
                }
                plus = sign.isMinus() ? plus : label;
                minus = sign.isMinus() ? label : minus;
            }
            at = term.end();
            first = false;
        }
        if (minus != null && plus == null) {
            throw new SyntaxException("a label can only be subtracted from another one", 0);
        }
        return new Expression(constant, plus, minus);
    }

    /// @param end where the term begins
    private record Sign(boolean isMinus, int end) {
        static Sign before(String text, int from, boolean first) {
            int at = from;
            boolean minus = false;
            boolean signs = first;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '-') {
                    minus = !minus;
                    signs = true;
                } else if (c == '+') {
                    signs = true;
                } else if (c != ' ' && c != '\t') {
                    break;
                }
            }
            if (!signs) {
                throw new SyntaxException("expected + or -, found \"" + text.substring(at) + "\"", at + 1);
            }
            return new Sign(minus, at);
        }
    }

    private static long number(Matcher term) {
        String character = term.group("character");
        if (character != null) {
            return character(character, term.start("character"));
        }
        String number = term.group("number").toLowerCase(Locale.ROOT);
        try {
            if (number.startsWith("0x")) {
                return Long.parseUnsignedLong(number.substring(2), 16);
            }
            if (number.startsWith("0b")) {
                return Long.parseUnsignedLong(number.substring(2), 2);
            }
            if (number.length() > 1 && number.startsWith("0")) {
                throw new SyntaxException(
                        "\"" + number + "\" could be octal or decimal; write it without the leading zero or with 0x",
                        term.start("number") + 1);
            }
            return Long.parseUnsignedLong(number);
        } catch (NumberFormatException e) {
            throw new SyntaxException("\"" + number + "\" has more than 64 bits", term.start("number") + 1);
        }
    }

    private static long character(String text, int column) {
        byte[] bytes = QuotedText.unescape(text, column);
        if (bytes.length != 1) {
            throw new SyntaxException("a character of " + bytes.length + " bytes; write its number", column + 1);
        }
        return bytes[0] & 0xFF;
    }
}
