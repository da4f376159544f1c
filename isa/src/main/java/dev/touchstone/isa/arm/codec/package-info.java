/// The kinds of operands that Arm rows have: one small class each, which reads and prints the operand, turns
/// its value into the bits of its fields and back, and knows what is allowed.
/// [dev.touchstone.isa.arm.codec.Codecs] lists them by name.
///
/// A value is one `long`: a register's number, an immediate as the text gives it, an index of a name, a mask of
/// registers.
@NullMarked
package dev.touchstone.isa.arm.codec;

import org.jspecify.annotations.NullMarked;
