/// Operands for x86 forms, by operand kind.
///
/// The special cases: rsp and r12 (which need a SIB byte), rbp and r13 (which need a displacement), sil to dil
/// and ah to bh (which REX tells apart), r8 to r15, xmm16 and above, every mask, the edges of each immediate
/// and displacement, those of disp8*N too, no base, no index, rip, 16-bit addresses, the same register twice.
///
/// Only instructions that text can name are sampled: those of which our own text is read as the same bytes.
/// Rows that never win that way (a second encoding of the same operands) have fewer samples, or none.
@NullMarked
package dev.touchstone.conformance.sampling.x86;

import org.jspecify.annotations.NullMarked;
