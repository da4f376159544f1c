package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    Body body(List<String> names) {
        Map<String, Binding> bound = new LinkedHashMap<>();
        BodyParts parts = new BodyParts();
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
        FieldSource fields = new FieldSource(target, codecs, parts);
        for (HoleView hole : form.holes()) {
            Binding binding = bound.get(hole.name());
            Binding partner = hole.partner() == null ? null : bound.get(hole.partner());
            if (binding == null) {
                missing(hole, parts);
            } else {
                fields.encode(binding, partner);
            }
        }
        return new Body(List.copyOf(parts.locals), parts.checks, statement(parts));
    }

    /// One of the operands that the row names must be the stack pointer.
    private void stackPointer(Map<String, Binding> bound, BodyParts parts) {
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
    static String operand(String accessor) {
        return accessor.replaceFirst("\\.code\\(\\)$", "");
    }

    private void missing(HoleView hole, BodyParts parts) {
        long field = hole.codec().encode(given.getOrDefault(hole.name(), hole.standard()), 0);
        if (field == HoleCodec.REFUSED) {
            throw new UnknownShapeException("the default of " + hole.name() + " has no encoding");
        }
        parts.fixed |= hole.scatter(field);
    }

    private String statement(BodyParts parts) {
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
