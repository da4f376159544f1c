package dev.touchstone.encoder.arm;

import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.TemplatePart;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.ImmediateCodec;
import dev.touchstone.isa.arm.codec.NamesCodec;
import dev.touchstone.isa.arm.codec.PlusMinusCodec;
import dev.touchstone.isa.arm.codec.ShiftCodec;
import java.util.List;
import java.util.Set;

/// Which parts of a syntax make the address that stands in its last brackets.
final class AddressShape {
    static final int NONE = -1;

    private static final Set<String> REGISTERS = Set.of("sp", "pc");
    private static final Set<String> WIDENINGS = Set.of("lsl", "uxtw", "sxtw", "sxtx", "uxtx");

    /// The base's hole, or [#NONE].
    int base = NONE;
    /// The base's name where it is no hole: `sp`, `pc`.
    String fixedBase = "";
    int index = NONE;
    /// The index's widening where it is no hole.
    String extend = "none";
    int extendHole = NONE;
    int shift = NONE;
    int fixedShift;
    int displacement = NONE;
    int fixedDisplacement;
    int plusMinus = NONE;
    /// Whether the displacement is multiplied by what the vector length gives, `MUL VL`.
    boolean scalable;
    /// An A32 or T32 shift of the index, amount and all.
    int indexShift = NONE;
    /// The element size of a vector that is the base or the index: `d32` or `q64`.
    String element = "";
    /// Whether the base register is written: `!`, or a comma after the bracket.
    boolean writesBase;
    /// Whether the address is the base alone and what follows the bracket is added afterwards.
    boolean postIndexed;
    /// The holes that stand in the brackets.
    int firstPart = NONE;
    int lastPart = NONE;

    private final ArmForm form;
    private boolean shifting;
    private boolean negative;

    private AddressShape(ArmForm form) {
        this.form = form;
    }

    /// The shape of a form's last brackets; without a base if it has none.
    static AddressShape of(ArmForm form) {
        AddressShape shape = new AddressShape(form);
        List<TemplatePart> parts = form.template().parts();
        int end = parts.indexOf(new TemplatePart.End());
        for (int i = end - 1; i >= 0; i--) {
            if (isLiteral(parts.get(i), "]")) {
                shape.lastPart = i;
                break;
            }
        }
        if (shape.lastPart < 0) {
            return shape;
        }
        shape.firstPart = parts.subList(0, shape.lastPart).lastIndexOf(opening(parts, shape.lastPart));
        for (int i = shape.firstPart + 1; i < shape.lastPart; i++) {
            shape.read(parts.get(i));
        }
        if (shape.lastPart + 1 < end) {
            shape.postIndexed = isLiteral(parts.get(shape.lastPart + 1), ",");
            shape.writesBase = shape.postIndexed || isLiteral(parts.get(shape.lastPart + 1), "!");
        }
        return shape;
    }

    private static TemplatePart opening(List<TemplatePart> parts, int before) {
        for (int i = before; i >= 0; i--) {
            if (isLiteral(parts.get(i), "[")) {
                return parts.get(i);
            }
        }
        throw new IllegalStateException("a ] without its [");
    }

    static boolean isLiteral(TemplatePart part, String text) {
        return part instanceof TemplatePart.Literal literal && literal.text().equals(text);
    }

    private void read(TemplatePart part) {
        switch (part) {
            case TemplatePart.Literal literal -> literal(literal.text());
            case TemplatePart.Operand operand -> operand(form.holes().get(operand.hole()));
            case TemplatePart.Next next -> {}
            case TemplatePart.Optional optional -> {}
            case TemplatePart.Choice choice -> {}
            case TemplatePart.Jump jump -> {}
            case TemplatePart.End end -> {}
        }
    }

    private void literal(String text) {
        if (REGISTERS.contains(text) && base == NONE && fixedBase.isEmpty()) {
            fixedBase = text;
        } else if (WIDENINGS.contains(text)) {
            extend = text.equals("lsl") ? "none" : text;
            shifting = true;
        } else if (text.equals(".s") || text.equals(".d")) {
            element = text.equals(".s") ? "d32" : "q64";
        } else if (text.equals("vl")) {
            scalable = true;
        } else if (text.equals("-")) {
            negative = true;
        } else if (text.matches("[0-9]+")) {
            int number = Integer.parseInt(text) * (negative ? -1 : 1);
            if (shifting) {
                fixedShift = number;
            } else {
                fixedDisplacement = number;
            }
        }
    }

    private void operand(Hole hole) {
        HoleCodec codec = hole.codec();
        int at = hole.index();
        if (codec.isRegister()) {
            if (base == NONE && fixedBase.isEmpty()) {
                base = at;
            } else {
                index = at;
            }
        } else if (codec instanceof ShiftCodec) {
            indexShift = at;
        } else if (codec instanceof PlusMinusCodec) {
            plusMinus = at;
        } else if (codec instanceof NamesCodec) {
            extendHole = at;
            shifting = true;
        } else if (codec instanceof ImmediateCodec) {
            if (shifting) {
                shift = at;
            } else {
                displacement = at;
            }
        }
    }
}
