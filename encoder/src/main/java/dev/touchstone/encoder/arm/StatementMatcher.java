package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.RelocationOperators;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.TemplatePart;
import dev.touchstone.isa.arm.codec.Cursor;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Matches one statement against rows, and remembers the row that came furthest for the error message.
final class StatementMatcher {
    private static final int MOST_EXPECTED = 64;
    private static final int MOST_TOLD = 6;

    private final Cursor cursor;
    private final SymbolScope symbols;
    private final RelocationOperators relocations;
    private final int operandsAt;

    private ArmForm form;
    private List<TemplatePart> parts;
    private long[] values = new long[0];
    private @Nullable String[] names = new String[0];
    private long[] addends = new long[0];
    private @Nullable FixupKind[] kinds = new FixupKind[0];
    private @Nullable String[] operators = new String[0];
    private int[] ends = new int[0];

    // The failure that came furthest.
    private int furthest = -1;
    /// What rows wanted there: literals as text, operands as holes. Made into a message only if nothing else
    /// matches.
    private final List<Object> expected = new ArrayList<>();
    // The operand that was refused furthest right, in a row whose shape the statement has.
    private int refusedAt = -1;
    private @Nullable ArmForm refusedForm;
    private @Nullable Hole refusedHole;
    private long[] refusedValues = new long[0];

    StatementMatcher(Cursor cursor, SymbolScope symbols, RelocationOperators relocations, ArmForm first) {
        this.cursor = cursor;
        this.relocations = relocations;
        this.symbols = symbols;
        this.operandsAt = cursor.position();
        this.form = first;
        this.parts = first.template().parts();
    }

    /// The instruction, or null if the row does not take the statement.
    ///
    /// @param mnemonicValue the value of the mnemonic's hole
    @Nullable
    ArmInstruction match(ArmForm candidate, long mnemonicValue) {
        form = candidate;
        parts = candidate.template().parts();
        int count = candidate.holes().size();
        values = new long[count];
        names = new String[count];
        addends = new long[count];
        kinds = new FixupKind[count];
        operators = new String[count];
        ends = new int[count];
        int inMnemonic = candidate.template().mnemonic().hole();
        if (inMnemonic >= 0) {
            values[inMnemonic] = mnemonicValue;
            ends[inMnemonic] = operandsAt;
        }
        cursor.position(operandsAt);
        return match(0) ? instruction() : null;
    }

    private ArmInstruction instruction() {
        List<LabelReference> labels = List.of();
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            FixupKind kind = kinds[i];
            if (name == null || kind == null) {
                continue;
            }
            Label label = symbols.label(name);
            if (label == null) {
                throw new SyntaxException("the label \"" + name + "\" can't be used here", 0);
            }
            labels = new ArrayList<>(labels);
            String operator = operators[i];
            String written = operator == null ? name : "#:" + operator + ":" + name;
            labels.add(new LabelReference(i, written, label, addends[i], kind));
        }
        return new ArmInstruction(form, values, labels);
    }

    private boolean match(int from) {
        int i = from;
        while (true) {
            switch (parts.get(i++)) {
                case TemplatePart.Literal literal -> {
                    cursor.skipBlanks();
                    if (!cursor.literal(literal.text(), literal.whole())) {
                        return failed(literal);
                    }
                }
                case TemplatePart.Operand operand -> {
                    if (!operand(operand)) {
                        return false;
                    }
                }
                case TemplatePart.Next next -> {
                    cursor.skipBlanks();
                    int start = cursor.position();
                    HoleCodec codec = next.codec();
                    long wanted = next.of(values[next.hole()]);
                    if (!codec.parse(cursor) || cursor.value != wanted) {
                        StringBuilder register = new StringBuilder();
                        codec.format(wanted, register);
                        cursor.position(start);
                        return failed(register.toString());
                    }
                }
                case TemplatePart.Optional optional -> {
                    int start = cursor.position();
                    if (match(i)) {
                        return true;
                    }
                    cursor.position(start);
                    for (int hole : optional.holes()) {
                        values[hole] = form.holes().get(hole).missing();
                        names[hole] = null;
                        ends[hole] = start;
                    }
                    i = optional.end();
                }
                case TemplatePart.Choice choice -> {
                    int start = cursor.position();
                    if (match(i)) {
                        return true;
                    }
                    cursor.position(start);
                    i = choice.other();
                }
                case TemplatePart.Jump jump -> i = jump.target();
                case TemplatePart.End end -> {
                    return end();
                }
            }
        }
    }

    private boolean end() {
        cursor.skipBlanks();
        if (!cursor.atEnd()) {
            return failed("the end of the statement");
        }
        int hole = form.refusedHole(values);
        if (hole < 0) {
            return true;
        }
        // The whole statement has this row's shape: that tells more than any row of another shape.
        if (ends[hole] > refusedAt) {
            refusedAt = ends[hole];
            refusedForm = form;
            refusedHole = form.holes().get(hole);
            refusedValues = values.clone();
        }
        return false;
    }

    private boolean operand(TemplatePart.Operand operand) {
        cursor.skipBlanks();
        int start = cursor.position();
        Hole hole = form.holes().get(operand.hole());
        cursor.name = null;
        cursor.operator = null;
        FixupKind kind = null;
        boolean fits = hole.codec().parse(cursor);
        if (fits && cursor.name != null && hole.codec() instanceof LabelCodec label) {
            kind = relocations.kind(cursor.operator, label.fixup());
            fits = kind != null;
        }
        if (!fits) {
            cursor.position(start);
            return failed(hole);
        }
        if (operand.repeated()) {
            if (cursor.value != values[operand.hole()]) {
                cursor.position(start);
                return failed("the same " + hole + " as before");
            }
            return true;
        }
        values[operand.hole()] = cursor.value;
        names[operand.hole()] = cursor.name;
        addends[operand.hole()] = cursor.addend;
        kinds[operand.hole()] = kind;
        operators[operand.hole()] = cursor.operator;
        ends[operand.hole()] = cursor.position();
        return true;
    }

    private boolean failed(Object wanted) {
        if (cursor.position() > furthest) {
            furthest = cursor.position();
            expected.clear();
        }
        if (cursor.position() == furthest && expected.size() < MOST_EXPECTED) {
            expected.add(wanted);
        }
        return false;
    }

    private static String describe(Object wanted) {
        return switch (wanted) {
            case TemplatePart.Literal literal -> "\"" + literal.text() + "\"";
            case Hole hole -> hole + " (" + hole.codec().allowed() + ")";
            default -> wanted.toString();
        };
    }

    /// Why no row took the statement.
    RuntimeException failure() {
        if (refusedForm != null && refusedHole != null) {
            return WordCoder.refused(refusedForm, refusedHole, refusedValues);
        }
        String wanted = expected.stream()
                .map(StatementMatcher::describe)
                .distinct()
                .limit(MOST_TOLD)
                .collect(Collectors.joining(" or "));
        String found = cursor.excerpt(Math.min(furthest, cursor.lower().length()));
        return new SyntaxException(
                "expected " + wanted + ", found " + (found.isEmpty() ? "the end" : "\"" + found + "\""), furthest + 1);
    }
}
