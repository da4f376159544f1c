package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SyntaxException;
import java.util.List;
import java.util.Locale;

/// A statement's tokens and how far they are read.
final class Tokens {
    private final List<Token> tokens;
    private int next;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    /// The token after the next one.
    Token second() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    /// Takes the next token if it is that mark.
    boolean takes(String mark) {
        if (peek().is(mark)) {
            next++;
            return true;
        }
        return false;
    }

    /// Takes the next token if it is that name, in any case.
    boolean takesName(String name) {
        if (nextName().equals(name)) {
            next++;
            return true;
        }
        return false;
    }

    /// The next token in lower case if it is a name, else empty.
    String nextName() {
        return peek().kind() == Token.Kind.NAME ? peek().text().toLowerCase(Locale.ROOT) : "";
    }

    /// Takes the mark.
    ///
    /// @throws SyntaxException if something else stands there
    void expect(String mark) {
        if (!takes(mark)) {
            throw new SyntaxException("expected \"" + mark + "\", found " + peek().shown(), peek().column());
        }
    }
}
