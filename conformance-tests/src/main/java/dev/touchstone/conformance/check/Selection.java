package dev.touchstone.conformance.check;

import dev.touchstone.isa.Form;
import java.util.function.Predicate;

/// What is left of a check's forms and engines.
///
/// @param forms which forms, of those that the options name
/// @param engines which oracles and executors, by name
public record Selection(Predicate<Form> forms, Predicate<String> engines) {
    public static final Selection ALL = new Selection(form -> true, engine -> true);
}
