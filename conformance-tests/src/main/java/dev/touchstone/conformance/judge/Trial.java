package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Form;
import java.util.Set;

/// One run of a case, the same on every executor.
///
/// @param forms of its instructions: an executor must have their features, and the rules for them hold
/// @param footprint what all of it touches
public record Trial(Case subject, Set<Form> forms, Footprint footprint, Snippet snippet) {}
