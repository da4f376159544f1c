package dev.touchstone.encoder.arm;

import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.Mnemonic;
import dev.touchstone.isa.arm.TemplatePart;
import java.util.List;

/// Prints an instruction as its row's syntax has it.
final class StatementFormatter {
    private StatementFormatter() {}

    static String format(ArmInstruction instruction) {
        ArmForm form = instruction.form();
        StringBuilder out = new StringBuilder(48);
        Mnemonic mnemonic = form.template().mnemonic();
        StringBuilder operand = new StringBuilder();
        if (mnemonic.hole() >= 0) {
            Hole hole = form.holes().get(mnemonic.hole());
            long value = instruction.value(mnemonic.hole());
            if (!hole.isOptional() || value != hole.missing()) {
                hole.codec().format(value, operand);
            }
        }
        mnemonic.format(out, operand.toString());
        operands(instruction, out);
        return out.toString();
    }

    private static void operands(ArmInstruction instruction, StringBuilder out) {
        ArmForm form = instruction.form();
        List<TemplatePart> parts = form.template().parts();
        boolean first = true;
        int i = 0;
        while (true) {
            TemplatePart part = parts.get(i++);
            switch (part) {
                case TemplatePart.Literal literal -> {
                    blank(out, first || literal.blankBefore());
                    out.append(literal.text());
                    first = false;
                }
                case TemplatePart.Operand operand -> {
                    blank(out, first || operand.blankBefore());
                    operand(instruction, operand.hole(), out);
                    first = false;
                }
                case TemplatePart.Next next -> {
                    blank(out, first || next.blankBefore());
                    form.holes().get(next.hole()).codec().format(next.of(instruction.value(next.hole())), out);
                    first = false;
                }
                case TemplatePart.Optional optional -> {
                    if (isLeftOut(instruction, optional)) {
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

    private static void blank(StringBuilder out, boolean wanted) {
        if (wanted) {
            out.append(' ');
        }
    }

    private static void operand(ArmInstruction instruction, int index, StringBuilder out) {
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

    private static boolean isLeftOut(ArmInstruction instruction, TemplatePart.Optional optional) {
        if (optional.holes().isEmpty()) {
            return !instruction.form().attributes().printsGroups();
        }
        for (int hole : optional.holes()) {
            if (instruction.value(hole) != instruction.form().holes().get(hole).missing()) {
                return false;
            }
        }
        return true;
    }
}
