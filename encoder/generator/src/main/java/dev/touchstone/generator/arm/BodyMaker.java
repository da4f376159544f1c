package dev.touchstone.generator.arm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.isa.arm.codec.LinearCodec;
import dev.touchstone.isa.arm.codec.PlusMinusCodec;
import dev.touchstone.isa.arm.codec.RegisterCodec;
import dev.touchstone.isa.arm.codec.SignMagnitudeCodec;
import dev.touchstone.isa.arm.codec.SystemRegisterCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what a method does for one way to call one form.
final class BodyMaker {
    private final Target target;
    private final CodecConstants codecs;
    private final FormView form;
    private final List<Operand> operands;
    private final Map<String, Long> given;
    private final String prefix;

    /// @param given the values of holes that the method's name implies
    /// @param prefix what comes before the call that writes the instruction
    BodyMaker(
            Target target,
            CodecConstants codecs,
            FormView form,
            List<Operand> operands,
            Map<String, Long> given,
            String prefix) {
        this.target = target;
        this.codecs = codecs;
        this.form = form;
        this.operands = operands;
        this.given = given;
        this.prefix = prefix;
    }

    private static final class Parts {
        final Set<String> locals = new LinkedHashSet<>();
        final List<Check> checks = new ArrayList<>();
        final List<String> terms = new ArrayList<>();
        int fixed;

        @Nullable
        String label;

        @Nullable
        String condition;
    }

    Body body(List<String> names) {
        Map<String, Binding> bound = new LinkedHashMap<>();
        Parts parts = new Parts();
        parts.fixed = form.fixed();
        List<Check> own = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i).under(names.get(i), i == 0 ? "" : names.get(i - 1));
            own.addAll(operand.checks());
            for (Binding binding : operand.bindings()) {
                Binding first = bound.putIfAbsent(binding.hole().name(), binding);
                if (first != null) {
                    own.add(new Check(
                            binding.accessor() + " == " + first.accessor(),
                            binding.hole().name(),
                            operand(binding.accessor()),
                            "the same as before"));
                }
            }
        }
        for (Check check : own) {
            String holds = check.holds();
            for (Map.Entry<String, Binding> entry : bound.entrySet()) {
                holds = holds.replace(
                        "@" + entry.getKey() + "@", entry.getValue().accessor());
            }
            parts.checks.add(new Check(holds, check.operand(), check.given(), check.allowed(), check.selects()));
        }
        for (FormView.Pair pair : form.distinct()) {
            Binding first = bound.get(pair.first().name());
            Binding second = bound.get(pair.second().name());
            if (first != null && second != null) {
                parts.checks.add(new Check(
                        first.accessor() + " != " + second.accessor()
                                + (pair.sameAt31() ? "" : " || " + first.accessor() + " == 31"),
                        pair.second().name(),
                        operand(second.accessor()),
                        "another register than " + pair.first().name()));
            }
        }
        stackPointer(bound, parts);
        for (HoleView hole : form.holes()) {
            Binding binding = bound.get(hole.name());
            Binding partner = hole.partner() == null ? null : bound.get(hole.partner());
            if (binding == null) {
                missing(hole, parts);
            } else {
                encode(binding, partner, parts);
            }
        }
        return new Body(List.copyOf(parts.locals), parts.checks, statement(parts));
    }

    /// One of the operands that the row names must be the stack pointer.
    private void stackPointer(Map<String, Binding> bound, Parts parts) {
        List<String> is31 = new ArrayList<>();
        String given = "";
        for (String name : form.stackPointers()) {
            Binding binding = bound.get(name);
            if (binding != null) {
                is31.add(binding.accessor() + " == 31");
                given = operand(binding.accessor());
            }
        }
        if (!is31.isEmpty()) {
            parts.checks.add(new Check(
                    String.join(" || ", is31),
                    String.join(", ", form.stackPointers()),
                    given,
                    "the stack pointer in one of them"));
        }
    }

    /// The operand of which an expression is the number.
    private static String operand(String accessor) {
        return accessor.replaceFirst("\\.code\\(\\)$", "");
    }

    private void missing(HoleView hole, Parts parts) {
        long field = hole.codec().encode(given.getOrDefault(hole.name(), hole.standard()), 0);
        if (field == HoleCodec.REFUSED) {
            throw new UnknownShapeException("the default of " + hole.name() + " has no encoding");
        }
        parts.fixed |= hole.scatter(field);
    }

    private void encode(Binding binding, @Nullable Binding partner, Parts parts) {
        HoleView hole = binding.hole();
        String value = binding.accessor();
        switch (hole.codec()) {
            case RegisterCodec codec when partner == null -> register(hole, codec, value, parts);
            case ConditionCodec codec -> condition(hole, codec, value, parts);
            case LinearCodec codec
            when !codec.isSummed() && hole.width() == 1 && !codec.isSigned() -> {
                long zero = codec.bias();
                long one = zero + codec.scale();
                parts.checks.add(new Check(
                        value + " == " + zero + " || " + value + " == " + one, hole.name(), value, zero + ", " + one));
                place(hole, "(" + value + " == " + one + " ? 1 : 0)", parts);
            }
            case LinearCodec codec
            when !codec.isSummed() && Long.bitCount(Math.abs(codec.scale())) == 1 ->
                linear(hole, codec, value, binding.isLong() ? "(int) " : "", parts);
            case PlusMinusCodec codec -> place(hole, value, parts);
            case SignMagnitudeCodec codec -> signMagnitude(hole, codec, value, parts);
            case LabelCodec codec
            when codec.fixup() != null ->
                parts.label = ", " + target.fixups() + "." + codec.fixup() + ", " + value + ", " + codec.addend();
            case SystemRegisterCodec codec ->
                place(hole, "(" + value + " & 0x" + Long.toHexString((1L << hole.width()) - 1) + ")", parts);
            default -> {
                if (binding.isLong() || !(hole.codec() instanceof dev.touchstone.isa.arm.codec.NamesCodec)) {
                    called(hole, value, partner, parts);
                } else {
                    place(hole, value, parts);
                }
            }
        }
    }

    /// The number itself where all that the Java type has are legal, else as the codec says.
    private void register(HoleView hole, RegisterCodec codec, String value, Parts parts) {
        long legal = codec.legal();
        boolean plain = true;
        for (int n = 0; n < 64; n++) {
            plain &= (legal >>> n & 1) == 0 || codec.encode(n, 0) == n;
        }
        long all = (1L << target.bank(hole.kind())) - 1;
        if ((legal & all) != all) {
            parts.checks.add(new Check(
                    "(0x%xL >>> %s & 1) != 0".formatted(legal, value), hole.name(), operand(value), codec.allowed()));
        }
        boolean twice = !plain && isDoubled(codec);
        if (plain) {
            place(hole, value, parts);
        } else if (twice) {
            place(hole, "(" + value + " << 1)", parts);
        } else {
            String local = local(hole, value);
            parts.locals.add("int " + local + " = (int) " + codecs.constant(hole) + ".encode(" + value + ", 0);");
            place(hole, local, parts);
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

    private void condition(HoleView hole, ConditionCodec codec, String value, Parts parts) {
        if ((codec.refused() & target.conditions(codec)) != 0) {
            parts.checks.add(new Check(
                    "(0x%xL >>> %s & 1) == 0".formatted(codec.refused(), value),
                    hole.name(),
                    operand(value),
                    codec.allowed()));
        }
        if (codec.isStored() && target.isa() == Isa.T32) {
            parts.checks.addFirst(new Check(
                    "isFree()",
                    hole.name(),
                    operand(value) + " + \" in an IT block\"",
                    "a place outside of IT blocks"));
        }
        if (codec.isStored()) {
            place(hole, codec.isInverted() ? "(" + value + " ^ 1)" : value, parts);
        } else {
            parts.condition = operand(value);
        }
    }

    /// A number as Java writes it.
    private static String java(long number) {
        return number == (int) number ? Long.toString(number) : number + "L";
    }

    private static void linear(HoleView hole, LinearCodec codec, String value, String cast, Parts parts) {
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
        place(hole, wraps ? "(" + field + " & 0x" + Long.toHexString(mask) + ")" : field, parts);
    }

    /// U is the highest bit of the field. Zero is added, as assemblers write it.
    private static void signMagnitude(HoleView hole, SignMagnitudeCodec codec, String value, Parts parts) {
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
                "(" + value + " < 0 ? " + magnitude.formatted("-") + " : " + magnitude.formatted("") + " | " + up + ")",
                parts);
    }

    private void called(HoleView hole, String value, @Nullable Binding partner, Parts parts) {
        String local = local(hole, value);
        String other = partner == null ? "0" : partner.accessor();
        parts.locals.add("long " + local + " = " + codecs.constant(hole) + ".encode(" + argument(hole, value) + ", "
                + other + ");");
        parts.checks.add(new Check(
                local + " != HoleCodec.REFUSED",
                hole.name(),
                value,
                hole.codec().allowed()));
        place(hole, "(int) " + local, parts);
    }

    private static String argument(HoleView hole, String value) {
        return hole.kind().equals("fp8") ? "Double.doubleToRawLongBits(" + value + ")" : value;
    }

    /// A name that is the same for the same codec and value.
    private String local(HoleView hole, String value) {
        return ("bits_" + codecs.constant(hole).replaceAll(".*\\.", "") + "_" + value)
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("_$", "")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /// Adds the terms that bring a field of the right width to its places.
    private static void place(HoleView hole, String field, Parts parts) {
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

    private String statement(Parts parts) {
        String call = prefix + (form.width() == 16 ? "half" : "word");
        List<String> all = new ArrayList<>();
        if (parts.fixed != 0 || parts.terms.isEmpty()) {
            all.add("0x%08X".formatted(parts.fixed));
        }
        all.addAll(parts.terms);
        if (parts.condition != null) {
            call = "inBlock(" + parts.condition + ", " + form.it().equals("last") + ")." + call;
        }
        return call + "(" + String.join(" | ", all) + (parts.label == null ? "" : parts.label) + ");";
    }
}
