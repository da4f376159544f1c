/// Makes what fails smaller, the same way each time: fewer parts, plainer operands, a plainer state.
///
/// What counts as failing the same way is the caller's [java.util.function.Predicate]; how much work it may take, a
/// [Budget]'s.
@NullMarked
package dev.touchstone.conformance.shrink;

import org.jspecify.annotations.NullMarked;
