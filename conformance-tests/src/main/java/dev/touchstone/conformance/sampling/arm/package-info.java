/// Operands of A64, A32 and T32, from what each operand's kind says of itself.
@NullMarked
package dev.touchstone.conformance.sampling.arm;

import org.jspecify.annotations.NullMarked;
