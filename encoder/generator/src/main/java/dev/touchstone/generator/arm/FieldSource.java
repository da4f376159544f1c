package dev.touchstone.generator.arm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.isa.arm.codec.LinearCodec;
import dev.touchstone.isa.arm.codec.NamesCodec;
import dev.touchstone.isa.arm.codec.PlusMinusCodec;
import dev.touchstone.isa.arm.codec.RegisterCodec;
import dev.touchstone.isa.arm.codec.SignMagnitudeCodec;
import dev.touchstone.isa.arm.codec.SystemRegisterCodec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes how operands become the fields of a form's word: the check and the expression that a hole's codec
/// asks for.
final class FieldSource {
    private final Target target;
    private final CodecConstants codecs;
    private final BodyParts parts;

    FieldSource(Target target, CodecConstants codecs, BodyParts parts) {
        this.target = target;
        this.codecs = codecs;
        this.parts = parts;
    }

    /// Adds what checks the operand of a hole and brings it to its places.
    void encode(Binding binding, @Nullable Binding partner) {
        HoleView hole = binding.hole();
        String value = binding.accessor();
        switch (hole.codec()) {
            case RegisterCodec codec when partner == null -> register(hole, codec, value);
            case ConditionCodec codec -> condition(hole, codec, value);
            case LinearCodec codec
            when !codec.isSummed() && hole.width() == 1 && !codec.isSigned() -> {
                long zero = codec.bias();
                long one = zero + codec.scale();
                parts.checks.add(new Check(
                        value + " == " + zero + " || " + value + " == " + one, hole.name(), value, zero + ", " + one));
                place(hole, "(" + value + " == " + one + " ? 1 : 0)");
            }
            case LinearCodec codec
            when !codec.isSummed() && Long.bitCount(Math.abs(codec.scale())) == 1 ->
                linear(hole, codec, value, binding.isLong() ? "(int) " : "");
            case PlusMinusCodec codec -> place(hole, value);
            case SignMagnitudeCodec codec -> signMagnitude(hole, codec, value);
            case LabelCodec codec when codec.fixup() != null -> label(hole, codec, codec.fixup(), value);
            case SystemRegisterCodec codec ->
                place(hole, "(" + value + " & 0x" + Long.toHexString((1L << hole.width()) - 1) + ")");
            default -> {
                if (binding.isLong() || !(hole.codec() instanceof NamesCodec)) {
                    called(hole, value, partner);
                } else {
                    place(hole, value);
                }
            }
        }
    }

    private void label(HoleView hole, LabelCodec codec, String fixup, String value) {
        String kind = target.fixups() + "." + fixup.toUpperCase(Locale.ROOT);
        if (codec.needsOperator()) {
            // Rows for the parts of an address differ in nothing else.
            parts.checks.add(new Check(
                    value + ".isFor(" + kind + ")", hole.name(), value, "a label by " + fixup + " or its like", true));
        }
        parts.label = ", " + kind + ", " + value + ", " + codec.addend();
    }

    /// The number itself where all that the Java type has are legal, else as the codec says.
    private void register(HoleView hole, RegisterCodec codec, String value) {
        long legal = codec.legal();
        boolean plain = true;
        for (int n = 0; n < 64; n++) {
            plain &= (legal >>> n & 1) == 0 || codec.encode(n, 0) == n;
        }
        long all = (1L << target.bank(hole.kind())) - 1;
        if ((legal & all) != all) {
            parts.checks.add(new Check(
                    "(0x%xL >>> %s & 1) != 0".formatted(legal, value),
                    hole.name(),
                    BodyMaker.operand(value),
                    codec.allowed()));
        }
        boolean twice = !plain && isDoubled(codec);
        if (plain) {
            place(hole, value);
        } else if (twice) {
            place(hole, "(" + value + " << 1)");
        } else {
            String local = local(hole, value);
            parts.locals.add("int " + local + " = (int) " + codecs.constant(hole) + ".encode(" + value + ", 0);");
            place(hole, local);
        }
    }

    /// Whether the field holds twice the number, as for Q registers of AArch32.
    private static boolean isDoubled(RegisterCodec codec) {
        for (int n = 0; n < 64; n++) {
            if ((codec.legal() >>> n & 1) != 0 && codec.encode(n, 0) != 2L * n) {
                return false;
            }
        }
        return true;
    }

    private void condition(HoleView hole, ConditionCodec codec, String value) {
        if ((codec.refused() & target.conditions(codec)) != 0) {
            parts.checks.add(new Check(
                    "(0x%xL >>> %s & 1) == 0".formatted(codec.refused(), value),
                    hole.name(),
                    BodyMaker.operand(value),
                    codec.allowed()));
        }
        if (codec.isStored() && target.isa() == Isa.T32) {
            parts.checks.addFirst(new Check(
                    "isFree()",
                    hole.name(),
                    BodyMaker.operand(value) + " + \" in an IT block\"",
                    "a place outside of IT blocks"));
        }
        if (codec.isStored()) {
            place(hole, codec.isInverted() ? "(" + value + " ^ 1)" : value);
        } else {
            parts.condition = BodyMaker.operand(value);
        }
    }

    /// A number as Java writes it.
    private static String java(long number) {
        return number == (int) number ? Long.toString(number) : number + "L";
    }

    private void linear(HoleView hole, LinearCodec codec, String value, String cast) {
        long low = codec.minimum();
        long high = codec.maximum();
        long step = Math.abs(codec.scale());
        long mask = (1L << hole.width()) - 1;
        String distance = codec.bias() == 0 ? value : "(" + value + " - " + java(codec.bias()) + ")";
        String holds;
        if (low == 0 && codec.bias() == 0 && codec.scale() > 0 && high == mask * step) {
            holds = "(" + value + " & ~0x" + Long.toHexString(high) + "L) == 0";
        } else {
            holds = value + " >= " + java(low) + " && " + value + " <= " + java(high)
                    + (step == 1 ? "" : " && (" + distance + " & " + (step - 1) + ") == 0");
        }
        parts.checks.add(new Check(holds, hole.name(), value, codec.allowed()));
        String field = cast + (codec.scale() < 0 ? "(" + java(codec.bias()) + " - " + value + ")" : distance);
        if (step > 1) {
            field = "(" + field + " >> " + Long.numberOfTrailingZeros(step) + ")";
        }
        boolean wraps = low < codec.bias() && codec.scale() > 0 || codec.isSigned();
        place(hole, wraps ? "(" + field + " & 0x" + Long.toHexString(mask) + ")" : field);
    }

    /// U is the highest bit of the field. Zero is added, as assemblers write it.
    private void signMagnitude(HoleView hole, SignMagnitudeCodec codec, String value) {
        long step = codec.scale();
        parts.checks.add(new Check(
                value + " >= -" + codec.maximum() + " && " + value + " <= " + codec.maximum()
                        + (step == 1 ? "" : " && (" + value + " & " + (step - 1) + ") == 0"),
                hole.name(),
                value,
                codec.allowed()));
        String up = "0x" + Long.toHexString(1L << hole.width() - 1);
        int shift = Long.numberOfTrailingZeros(step);
        String magnitude = shift == 0 ? "%s(int) " + value : "(%s(int) " + value + " >> " + shift + ")";
        place(
                hole,
                "(" + value + " < 0 ? " + magnitude.formatted("-") + " : " + magnitude.formatted("") + " | " + up
                        + ")");
    }

    private void called(HoleView hole, String value, @Nullable Binding partner) {
        String local = local(hole, value);
        String other = partner == null ? "0" : partner.accessor();
        parts.locals.add("long " + local + " = " + codecs.constant(hole) + ".encode(" + argument(hole, value) + ", "
                + other + ");");
        parts.checks.add(new Check(
                local + " != HoleCodec.REFUSED",
                hole.name(),
                value,
                hole.codec().allowed()));
        place(hole, "(int) " + local);
    }

    private static String argument(HoleView hole, String value) {
        return hole.kind().equals("fp8") ? "Double.doubleToRawLongBits(" + value + ")" : value;
    }

    /// A name that is the same for the same codec and value.
    private String local(HoleView hole, String value) {
        return ("bits_" + codecs.constant(hole).replaceAll(".*\\.", "") + "_" + value)
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("_$", "")
                .toLowerCase(Locale.ROOT);
    }

    /// Adds the terms that bring a field of the right width to its places.
    private void place(HoleView hole, String field) {
        if (hole.width() == 0) {
            return;
        }
        List<HoleView.Place> places = hole.places();
        for (HoleView.Place p : places) {
            String bits = field;
            boolean whole = p.valueLow() == 0 && p.width() == hole.width();
            if (!whole) {
                bits = p.valueLow() == 0 ? bits : bits + " >>> " + p.valueLow();
                bits = "(" + bits + " & 0x" + Long.toHexString((1L << p.width()) - 1) + ")";
            }
            parts.terms.add(p.wordLow() == 0 ? bits : bits + " << " + p.wordLow());
        }
    }
}
