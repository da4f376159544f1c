/// The instruction tables: the one place where a fact about an instruction stands.
///
/// A row of a table is one [Form]: one encoding of one instruction with given operand kinds, in the notation of
/// the vendor's manual. Assemblers, the decoder, the formatter, operand samplers, effect masks and coverage
/// pages are derived from rows. The tables are text files under `x86`, `a64`, `a32` and `t32`, with their
/// grammars beside them.
@NullMarked
package dev.touchstone.isa;

import org.jspecify.annotations.NullMarked;
