package dev.touchstone.generator.arm;

/// Where a hole's value comes from in a parameter.
///
/// @param hole the hole
/// @param accessor Java expression of its value, with `$` for the parameter's name
/// @param isLong whether that is a `long`, not an `int`
record Binding(HoleView hole, String accessor, boolean isLong) {
    Binding under(String outer, String before) {
        // What stands for $< may itself hold a $ that an outer operand fills in.
        String inside = accessor.replace("$<", "\0").replace("$", outer).replace("\0", before);
        return new Binding(hole, inside, isLong);
    }
}
