package dev.touchstone.encoder;

import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Data;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What the statements that begin with a dot do.
final class Directives {
    private static final int LARGEST_POWER = 20;

    /// One directive.
    @FunctionalInterface
    private interface Action {
        void apply(List<String> operands, CodeBuffer code);
    }

    private final Map<String, Action> actions = new HashMap<>();
    private final Names names;
    private final Consumer<SectionKind> enter;
    private final boolean alignsByPower;

    Directives(Isa isa, Names names, Consumer<SectionKind> enter) {
        boolean x86 = isa.isX86();
        this.names = names;
        this.enter = enter;
        this.alignsByPower = !x86;
        for (SectionKind kind : SectionKind.values()) {
            actions.put(kind.title(), (operands, code) -> {
                none(operands);
                enter.accept(kind);
            });
        }
        actions.put(".section", (operands, code) -> section(operands));
        actions.put(".align", (operands, code) -> align(operands, alignsByPower, code));
        actions.put(".p2align", (operands, code) -> align(operands, true, code));
        actions.put(".balign", (operands, code) -> align(operands, false, code));
        numbers(1, ".byte");
        numbers(2, ".short", ".hword", ".2byte");
        numbers(4, ".long", ".int", ".4byte");
        numbers(8, ".quad", ".xword", ".8byte");
        numbers(x86 ? 2 : 4, ".word");
        actions.put(
                ".ascii", (operands, code) -> operands.forEach(t -> code.data().bytes(QuotedText.of(t))));
        actions.put(
                ".asciz",
                (operands, code) -> operands.forEach(
                        t -> code.data().bytes(QuotedText.of(t)).zeros(1)));
        actions.put(".string", actions.get(".asciz"));
        actions.put(".zero", (operands, code) -> zeros(operands, code));
        actions.put(".skip", actions.get(".zero"));
        actions.put(".space", actions.get(".zero"));
        actions.put(".fill", Directives::fill);
        actions.put(".globl", (operands, code) -> global(operands, code));
        actions.put(".global", actions.get(".globl"));
        actions.put(".extern", (operands, code) -> external(operands, code));
        actions.put(".type", (operands, code) -> type(operands, code));
        actions.put(".ltorg", (operands, code) -> {
            none(operands);
            code.pool();
        });
        actions.put(".pool", actions.get(".ltorg"));
    }

    /// Does what a statement says.
    ///
    /// @throws SyntaxException if there is no such directive, or its operands are not what it takes
    void apply(String statement, CodeBuffer code) {
        int end = 0;
        while (end < statement.length() && !Character.isWhitespace(statement.charAt(end))) {
            end++;
        }
        String name = statement.substring(0, end).toLowerCase(Locale.ROOT);
        Action action = actions.get(name);
        if (action == null) {
            throw new SyntaxException(
                    "no directive " + name + "; there are " + String.join(" ", new TreeSet<>(actions.keySet())), 0);
        }
        try {
            action.apply(operands(statement.substring(end)), code);
        } catch (SyntaxException e) {
            throw new SyntaxException(name + ": " + e.getMessage(), 0);
        }
    }

    /// A value, with `.` for the code's position.
    Expression expression(String text, CodeBuffer code) {
        return Expression.parse(Names.withLocals(text), names, () -> {
            Label here = code.newLabel();
            code.bind(here);
            return here;
        });
    }

    /// The operands between commas that stand outside of quotes.
    private static List<String> operands(String text) {
        List<String> operands = new ArrayList<>();
        if (text.isBlank()) {
            return operands;
        }
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                operands.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        operands.add(text.substring(start).strip());
        return operands;
    }

    private void numbers(int bytes, String... directives) {
        for (String directive : directives) {
            actions.put(directive, (operands, code) -> {
                for (String operand : some(operands)) {
                    number(bytes, expression(operand, code), code.data());
                }
            });
        }
    }

    private static void number(int bytes, Expression value, Data data) {
        Label plus = value.plus();
        Label minus = value.minus();
        if (plus == null) {
            data.number(bytes, value.constant());
        } else if (minus == null) {
            data.address(bytes, value.address("data"));
        } else {
            data.difference(bytes, value.constant() == 0 ? plus : plus.plus(value.constant()), minus);
        }
    }

    private void section(List<String> operands) {
        String name = some(operands).getFirst();
        for (SectionKind kind : SectionKind.values()) {
            if (name.equals(kind.title()) || name.startsWith(kind.title() + ".")) {
                enter.accept(kind);
                return;
            }
        }
        throw new SyntaxException("no section " + name + "; there are .text .rodata .data .bss", 0);
    }

    private static void align(List<String> operands, boolean byPower, CodeBuffer code) {
        String amount = some(operands).getFirst();
        int bytes = byPower ? power(amount) : multiple(amount);
        if (operands.size() == 1) {
            code.align(bytes);
        } else if (operands.size() == 2 && constant(operands.get(1)) == 0) {
            code.data().align(bytes);
        } else {
            throw new SyntaxException("it takes an alignment, and 0 for zeros where there would be no-ops", 0);
        }
    }

    private static int multiple(String operand) {
        long bytes = constant(operand);
        if (bytes < 1 || bytes > 1 << LARGEST_POWER || Long.bitCount(bytes) != 1) {
            throw new SyntaxException("an alignment is a power of two from 1 to 2^20, not " + bytes, 0);
        }
        return (int) bytes;
    }

    private static int power(String operand) {
        long power = constant(operand);
        if (power < 0 || power > LARGEST_POWER) {
            throw new SyntaxException("an alignment is 2 to the power of 0 to 20, not of " + power, 0);
        }
        return 1 << power;
    }

    private static void zeros(List<String> operands, CodeBuffer code) {
        if (some(operands).size() > 2) {
            throw new SyntaxException("it takes a count and a value", 0);
        }
        long value = operands.size() == 2 ? constant(operands.get(1)) : 0;
        long count = constant(operands.getFirst());
        if (value == 0) {
            code.data().zeros(count);
        } else {
            code.data().fill(Math.toIntExact(Math.min(count, Integer.MAX_VALUE)), (int) value);
        }
    }

    private static void fill(List<String> operands, CodeBuffer code) {
        if (some(operands).size() > 3) {
            throw new SyntaxException("it takes a count, a size and a value", 0);
        }
        long count = constant(operands.getFirst());
        long size = operands.size() > 1 ? constant(operands.get(1)) : 1;
        long value = operands.size() > 2 ? constant(operands.get(2)) : 0;
        if (count < 0 || count > 1 << 28 || size != 1 && size != 2 && size != 4 && size != 8) {
            throw new SyntaxException("a count of 0 to 2^28, and a size of 1, 2, 4 or 8", 0);
        }
        for (long i = 0; i < count; i++) {
            code.data().number((int) size, value);
        }
    }

    private static void global(List<String> operands, CodeBuffer code) {
        some(operands)
                .forEach(name -> code.export(code.label(name), code.label(name).type()));
    }

    private static void external(List<String> operands, CodeBuffer code) {
        some(operands).forEach(code::external);
    }

    private static void type(List<String> operands, CodeBuffer code) {
        String type = operands.size() == 2 ? operands.get(1) : "";
        SymbolType known = switch (type) {
            case "%function", "@function" -> SymbolType.FUNCTION;
            case "%object", "@object" -> SymbolType.OBJECT;
            default -> throw new SyntaxException("it is written: .type name, %function (or %object)", 0);
        };
        code.type(code.label(operands.getFirst()), known);
    }

    private static long constant(String text) {
        Expression value = Expression.parse(text, SymbolScope.NONE, () -> {
            throw new SyntaxException("expected a number", 0);
        });
        if (!value.isConstant()) {
            throw new SyntaxException("expected a number, found " + text, 0);
        }
        return value.constant();
    }

    private static List<String> some(List<String> operands) {
        if (operands.isEmpty() || operands.stream().anyMatch(String::isEmpty)) {
            throw new SyntaxException("an operand is missing", 0);
        }
        return operands;
    }

    private static void none(List<String> operands) {
        if (!operands.isEmpty()) {
            throw new SyntaxException("it takes no operand", 0);
        }
    }
}
