package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import dev.touchstone.isa.x86.X86Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Another way to write an instruction, a row of `synonyms.rows`: `name | operands given | mnemonic | operands
/// meant`.
///
/// @param given how many operands it has, -1 for any number
/// @param meant the operands that it means: numbers from 1 for those given, or operands; empty if they are the
///     same
record Synonym(String name, int given, String mnemonic, List<Object> meant) {
    private static final Map<String, List<Synonym>> ALL = load();

    /// The synonyms of that name, in table order.
    static List<Synonym> of(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    private static Map<String, List<Synonym>> load() {
        Map<String, List<Synonym>> all = new HashMap<>();
        for (Row row : TableReader.read(X86Tables.class, "synonyms.rows")) {
            Synonym synonym = read(row);
            all.computeIfAbsent(synonym.name, n -> new ArrayList<>()).add(synonym);
        }
        return Map.copyOf(all);
    }

    private static Synonym read(Row row) {
        String count = row.column(1);
        String mnemonic = row.column(2).toLowerCase(Locale.ROOT);
        if (X86Tables.forms(mnemonic).isEmpty()) {
            throw row.wrong("\"" + mnemonic + "\" has no row");
        }
        if (!count.equals("*") && !count.matches("\\d")) {
            throw row.wrong("the operands given are a number or *, not \"" + count + "\"");
        }
        List<Object> meant = new ArrayList<>();
        for (String word : row.column(3).isEmpty()
                ? List.<String>of()
                : List.of(row.column(3).split("\\s*,\\s*"))) {
            meant.add(word.startsWith("$") ? (Object) Integer.valueOf(word.substring(1)) : operand(word));
        }
        return new Synonym(
                row.column(0).toLowerCase(Locale.ROOT),
                count.equals("*") ? -1 : Integer.parseInt(count),
                mnemonic,
                List.copyOf(meant));
    }

    private static ParsedOperand operand(String word) {
        return new OperandReader(new Tokens(Lexer.tokens(word)), SymbolScope.NONE).read();
    }

    /// Whether it is meant for that many operands.
    boolean takes(int operands) {
        return given < 0 || given == operands;
    }

    /// The statement in the tables' terms.
    Statement apply(Statement statement) {
        if (given < 0) {
            return statement.with(mnemonic, statement.operands());
        }
        List<ParsedOperand> operands = new ArrayList<>();
        for (Object word : meant) {
            operands.add(word instanceof Integer number ? statement.operands().get(number - 1) : (ParsedOperand) word);
        }
        return statement.with(mnemonic, List.copyOf(operands));
    }
}
