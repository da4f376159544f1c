package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.TemplatePart;
import dev.touchstone.isa.arm.codec.Cursor;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Matches one statement against rows, and remembers the row that came furthest for the error message.
final class StatementMatcher {
    private final Cursor cursor;
    private final SymbolScope symbols;
    private final int operandsAt;

    private ArmForm form;
    private List<TemplatePart> parts;
    private long[] values = new long[0];
    private @Nullable String[] names = new String[0];
    private long[] addends = new long[0];
    private int[] ends = new int[0];

    // The failure that came furthest.
    private int furthest = -1;
    private String expected = "";
    private @Nullable RuntimeException refusal;

    StatementMatcher(Cursor cursor, SymbolScope symbols, ArmForm first) {
        this.cursor = cursor;
        this.symbols = symbols;
        this.operandsAt = cursor.position();
        this.form = first;
        this.parts = first.template().parts();
    }

    /// The instruction, or null if the row does not take the statement.
    ///
    /// @param mnemonicValue the value of the mnemonic's hole
    @Nullable ArmInstruction match(ArmForm candidate, long mnemonicValue) {
        form = candidate;
        parts = candidate.template().parts();
        int count = candidate.holes().size();
        values = new long[count];
        names = new String[count];
        addends = new long[count];
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
            if (name == null) {
                continue;
            }
            Label label = symbols.label(name);
            if (label == null) {
                throw new SyntaxException("the label \"" + name + "\" can't be used here", 0);
            }
            labels = new ArrayList<>(labels);
            labels.add(new LabelReference(i, name, label, addends[i]));
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
                        return failed("\"" + literal.text() + "\"");
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
        if (ends[hole] > furthest || ends[hole] == furthest && refusal == null) {
            furthest = ends[hole];
            refusal = WordCoder.refused(form, form.holes().get(hole), values);
        }
        return false;
    }

    private boolean operand(TemplatePart.Operand operand) {
        cursor.skipBlanks();
        int start = cursor.position();
        Hole hole = form.holes().get(operand.hole());
        cursor.name = null;
        if (!hole.codec().parse(cursor)) {
            cursor.position(start);
            return failed(hole + " (" + hole.codec().allowed() + ")");
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
        ends[operand.hole()] = cursor.position();
        return true;
    }

    private boolean failed(String wanted) {
        if (cursor.position() > furthest) {
            furthest = cursor.position();
            expected = wanted;
            refusal = null;
        } else if (cursor.position() == furthest && refusal == null && expected.length() < 120 && !expected.contains(wanted)) {
            expected += " or " + wanted;
        }
        return false;
    }

    /// Why no row took the statement.
    RuntimeException failure() {
        if (refusal != null) {
            return refusal;
        }
        String found = cursor.excerpt(Math.min(furthest, cursor.lower().length()));
        return new SyntaxException(
                "expected " + expected + ", found " + (found.isEmpty() ? "the end" : "\"" + found + "\""), furthest + 1);
    }
}
