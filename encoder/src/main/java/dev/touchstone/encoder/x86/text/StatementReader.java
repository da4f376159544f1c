package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.x86.Rounding;
import dev.touchstone.encoder.x86.X86Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads one statement.
final class StatementReader {
    private static final Map<String, X86Prefix> PREFIXES = Map.of(
            "lock", X86Prefix.LOCK,
            "rep", X86Prefix.REP,
            "repe", X86Prefix.REP,
            "repz", X86Prefix.REP,
            "repne", X86Prefix.REPNE,
            "repnz", X86Prefix.REPNE);

    private final Tokens tokens;
    private final OperandReader operands;

    StatementReader(String statement, SymbolScope symbols) {
        this.tokens = new Tokens(Lexer.tokens(statement));
        this.operands = new OperandReader(tokens, symbols);
    }

    /// @throws SyntaxException if the text has not the shape of a statement
    Statement read() {
        X86Prefix prefix = X86Prefix.NONE;
        EncodingWish wish = EncodingWish.NONE;
        while (true) {
            Token token = tokens.peek();
            X86Prefix named = PREFIXES.get(tokens.nextName());
            if (named != null) {
                if (prefix != X86Prefix.NONE) {
                    throw new SyntaxException("a second prefix " + token.shown(), token.column());
                }
                prefix = named;
            } else if (token.kind() == Token.Kind.BRACED) {
                wish = wish(wish, token);
            } else {
                break;
            }
            tokens.take();
        }
        Token mnemonic = tokens.take();
        if (mnemonic.kind() != Token.Kind.NAME) {
            throw new SyntaxException("expected a mnemonic, found " + mnemonic.shown(), mnemonic.column());
        }
        List<ParsedOperand> read = new ArrayList<>();
        Rounding rounding = operands(read);
        return new Statement(
                prefix, wish, mnemonic.text().toLowerCase(Locale.ROOT), mnemonic.column(), List.copyOf(read), rounding);
    }

    private static EncodingWish wish(EncodingWish wish, Token token) {
        return switch (token.text()) {
            case "nf" -> wish.withNoFlags();
            case "vex" -> wish.withVex();
            case "evex" -> wish.withEvex();
            default ->
                throw new SyntaxException(
                        token.shown() + " is no prefix; there are {nf}, {vex} and {evex}", token.column());
        };
    }

    private Rounding operands(List<ParsedOperand> read) {
        Rounding rounding = Rounding.NONE;
        while (!tokens.atEnd()) {
            Token token = tokens.peek();
            Rounding here = RoundingReader.of(token);
            if (here != Rounding.NONE) {
                if (rounding != Rounding.NONE) {
                    throw new SyntaxException("a second rounding " + token.shown(), token.column());
                }
                rounding = here;
                tokens.take();
            } else if (token.kind() == Token.Kind.BRACED) {
                throw new SyntaxException(token.shown() + " has no place here", token.column());
            } else {
                read.add(operands.read());
            }
            if (tokens.atEnd()) {
                break;
            }
            boolean roundingFollows = RoundingReader.of(tokens.peek()) != Rounding.NONE;
            if (!roundingFollows) {
                tokens.expect(",");
                if (tokens.atEnd()) {
                    throw new SyntaxException(
                            "an operand is missing after the comma",
                            tokens.peek().column());
                }
            }
        }
        return rounding;
    }
}
