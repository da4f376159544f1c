package dev.touchstone.generator.arm;

import java.util.ArrayList;
import java.util.List;

/// One Java parameter: its type, and what the instruction takes from it.
///
/// @param type Java type
/// @param name a name for the parameter
/// @param bindings the holes that it fills
/// @param checks that must hold, with `$` for the parameter's name
record Operand(String type, String name, List<Binding> bindings, List<Check> checks) {

    /// The operand with `accessor` for `$`, and `before` for `$<`, which stands for the operand before this one.
    Operand under(String accessor, String before) {
        List<Check> inner = new ArrayList<>();
        for (Check check : checks) {
            inner.add(new Check(
                    check.holds().replace("$<", before).replace("$", accessor),
                    check.operand(),
                    check.given().replace("$", accessor),
                    check.allowed(),
                    check.selects()));
        }
        return new Operand(
                type,
                name,
                bindings.stream().map(b -> b.under(accessor, before)).toList(),
                inner);
    }
}
