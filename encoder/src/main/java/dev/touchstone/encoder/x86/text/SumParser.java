package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.X86Registers;
import dev.touchstone.relocation.Label;
import java.util.List;
import java.util.Locale;

/// Reads sums of numbers, registers and labels.
final class SumParser {
    private final Tokens tokens;
    private final SymbolScope symbols;

    SumParser(Tokens tokens, SymbolScope symbols) {
        this.tokens = tokens;
        this.symbols = symbols;
    }

    /// @throws SyntaxException if no sum stands next
    Sum sum() {
        int column = tokens.peek().column();
        Sum sum = tokens.takes("-") ? product().negated(column) : plus();
        while (true) {
            int at = tokens.peek().column();
            if (tokens.takes("+")) {
                sum = sum.plus(product(), at);
            } else if (tokens.takes("-")) {
                sum = sum.plus(product().negated(at), at);
            } else {
                return sum;
            }
        }
    }

    private Sum plus() {
        tokens.takes("+");
        return product();
    }

    private Sum product() {
        Sum product = factor();
        for (int at = tokens.peek().column();
                tokens.takes("*");
                at = tokens.peek().column()) {
            product = product.times(factor(), at);
        }
        return product;
    }

    private Sum factor() {
        Token token = tokens.take();
        if (token.is("(")) {
            Sum inner = sum();
            tokens.expect(")");
            return inner;
        }
        if (token.is("-")) {
            return factor().negated(token.column());
        }
        return switch (token.kind()) {
            case NUMBER -> Sum.constant(token.value());
            case NAME -> name(token);
            case MARK, BRACED, END ->
                throw new SyntaxException(
                        "expected a number, a register or a label, found " + token.shown(), token.column());
        };
    }

    private Sum name(Token token) {
        String name = token.text().toLowerCase(Locale.ROOT);
        if (name.equals("rip") || name.equals("eip")) {
            return new Sum(0, List.of(), name.equals("rip") ? 64 : 32, null);
        }
        X86Register register = X86Registers.named(name);
        if (register != null) {
            return Sum.register(register);
        }
        Label label = symbols.label(token.text());
        if (label == null) {
            throw new SyntaxException(
                    "\"" + token.text() + "\" is no register, and labels have no place here", token.column());
        }
        return new Sum(0, List.of(), 0, label);
    }
}
