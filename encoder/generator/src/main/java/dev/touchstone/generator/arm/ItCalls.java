package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;
import java.util.ArrayList;
import java.util.List;

/// The calls of IT: a method for each pattern of letters, `it`, `itt`, `itete`, that takes the first condition.
final class ItCalls {
    private static final int ALWAYS = 14;

    private ItCalls() {}

    static List<Call> of(FormView form, int order, HoleView pattern) {
        HoleView first = form.holes().stream()
                .filter(hole -> hole.name().equals(pattern.partner()))
                .findFirst()
                .orElseThrow(() -> new UnknownShapeException("IT without its first condition"));
        List<Call> calls = new ArrayList<>();
        for (long value : pattern.codec().edges()) {
            StringBuilder letters = new StringBuilder();
            pattern.codec().format(value, letters);
            Operand condition = new Operand("Condition", "first", List.of(), List.of());
            calls.add(new Call(
                    form,
                    order,
                    form.mnemonic() + letters,
                    List.of(new Parameter(condition.type(), condition.name())),
                    List.of(condition),
                    names -> body(form, pattern, first, value, names.getFirst())));
        }
        return calls;
    }

    private static Body body(FormView form, HoleView pattern, HoleView first, long value, String name) {
        boolean refusesAlways = pattern.codec().encode(value, ALWAYS) == HoleCodec.REFUSED;
        List<Check> checks = refusesAlways
                ? List.of(new Check(
                        name + " != Condition.AL", first.name(), name, "a condition that has an opposite, so not al"))
                : List.of();
        int even = pattern.scatter(pattern.codec().encode(value, 0));
        int odd = pattern.scatter(pattern.codec().encode(value, 1));
        int low = first.places().getFirst().wordLow();
        return new Body(
                List.of(),
                checks,
                "beginBlock(0x%04X | %s.code() << %d | ((%s.code() & 1) == 0 ? %d : %d));"
                        .formatted(form.fixed(), name, low, name, even, odd));
    }
}
