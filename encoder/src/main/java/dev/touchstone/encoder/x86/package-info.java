/// The assemblers of x86-64 and x86-32, and their operands.
///
/// Registers are constants of [dev.touchstone.encoder.x86.X86Registers], memory operands begin with one of the
/// `ptr` methods of [dev.touchstone.encoder.x86.Mem]; an [dev.touchstone.encoder.x86.X86Instruction] is a table
/// row with operands, and [dev.touchstone.encoder.x86.X86Encoder] encodes any of them.
///
/// Invariants:
/// - operands are immutable values;
/// - what has no encoding is refused with an [dev.touchstone.encoder.EncodingException]; nothing is written then;
/// - the bytes are those that LLVM chooses: shortest prefixes, shortest displacement, first row that fits.
@NullMarked
package dev.touchstone.encoder.x86;

import org.jspecify.annotations.NullMarked;
