/// Operands by class: special cases first, then seeded random; and operands that must be refused. All of it
/// derived from the rows' operand kinds.
@NullMarked
package dev.touchstone.conformance.sampling;

import org.jspecify.annotations.NullMarked;
