package dev.touchstone.encoder.arm;

import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.Mnemonic;
import dev.touchstone.isa.arm.TemplatePart;
import java.util.List;

/// Prints an instruction as its row's syntax has it.
final class StatementFormatter {
    private final ArmInstruction instruction;
    private final int replaced;
    private final String replacement;
    private final StringBuilder out;

    private StatementFormatter(ArmInstruction instruction, int replaced, String replacement, StringBuilder out) {
        this.instruction = instruction;
        this.replaced = replaced;
        this.replacement = replacement;
        this.out = out;
    }

    static void format(ArmInstruction instruction, StringBuilder out) {
        new StatementFormatter(instruction, -1, "", out).print();
    }

    /// The text with operand `hole` replaced.
    static String format(ArmInstruction instruction, int hole, String text) {
        StringBuilder out = new StringBuilder(48);
        new StatementFormatter(instruction, hole, text, out).print();
        return out.toString();
    }

    private void print() {
        ArmForm form = instruction.form();
        Mnemonic mnemonic = form.template().mnemonic();
        out.append(mnemonic.beforeHole());
        if (mnemonic.hole() >= 0) {
            Hole hole = form.holes().get(mnemonic.hole());
            long value = instruction.value(mnemonic.hole());
            if (!hole.isOptional() || value != hole.missing()) {
                hole.codec().format(value, out);
            }
        }
        out.append(mnemonic.behindHole());
        operands();
    }

    private void operands() {
        ArmForm form = instruction.form();
        List<TemplatePart> parts = form.template().parts();
        boolean first = true;
        int i = 0;
        while (true) {
            TemplatePart part = parts.get(i++);
            switch (part) {
                case TemplatePart.Literal literal -> {
                    blank(first || literal.blankBefore());
                    out.append(literal.text());
                    first = false;
                }
                case TemplatePart.Operand operand -> {
                    blank(first || operand.blankBefore());
                    operand(operand.hole());
                    first = false;
                }
                case TemplatePart.Next next -> {
                    blank(first || next.blankBefore());
                    next.codec().format(next.of(instruction.value(next.hole())), out);
                    first = false;
                }
                case TemplatePart.Optional optional -> {
                    if (isLeftOut(optional)) {
                        i = optional.end();
                    }
                }
                case TemplatePart.Choice choice -> {}
                case TemplatePart.Jump jump -> i = jump.target();
                case TemplatePart.End end -> {
                    return;
                }
            }
        }
    }

    private void blank(boolean wanted) {
        if (wanted) {
            out.append(' ');
        }
    }

    private void operand(int index) {
        if (index == replaced) {
            out.append(replacement);
            return;
        }
        for (LabelReference label : instruction.labels()) {
            if (label.hole() == index) {
                out.append(label.name());
                if (label.addend() != 0) {
                    out.append(label.addend() < 0 ? "" : "+").append(label.addend());
                }
                return;
            }
        }
        instruction.form().holes().get(index).codec().format(instruction.value(index), out);
    }

    private boolean isLeftOut(TemplatePart.Optional optional) {
        if (optional.holes().isEmpty()) {
            return !instruction.form().attributes().printsGroups();
        }
        for (int hole : optional.holes()) {
            if (hole == replaced
                    || instruction.value(hole)
                            != instruction.form().holes().get(hole).missing()) {
                return false;
            }
        }
        return true;
    }
}
