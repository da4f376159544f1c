/// The code buffer, labels, fixups and linking. This module knows no instruction and no instruction set: all
/// that differs between sets stands in the rows of the `.fixups` tables.
///
/// Invariants:
/// - A [Label] belongs to the one [CodeBuffer] that made it and that buffer's sections, until they are
///   reset.
/// - A pending fixup is a record beside the bytes, never hidden in them.
/// - A [FixupKind]'s range and mask are derived from its bit scatter; nothing states them a second time. They are
///   listed in `docs/fixup-kinds.md`, which a test holds against the kinds.
/// - A kind's formula is read from the psABI's notation. Images have addresses alone; what else a formula takes
///   is a [LinkTerm], and a kind that takes one is for object files, or for a linker that implements
///   [LinkTerms].
/// - The engine has no switch on kind or instruction set.
/// - Nothing is put into code that was not asked for, unless by option: with [BufferOption#EXTENDED_REACH]
///   islands and literal pools come before a range runs out, but never into what [CodeBuffer#exactly] and
/// [CodeBuffer#holdTogether] announce. What is short of reach, and what helps, are rows of the `.reach` tables.
/// - An image's size does not depend on addresses: a stub for each external symbol that is branched to is part
///   of it.
///
/// The way of code: [CodeBuffer] (one a section, under construction) to [ObjectCode] (sections, symbols,
/// relocations, as an object file holds them) to [CodeImage] (the sections in one piece, to be linked) to
/// [LinkedImage] (at an address, from which it can be moved).
///
/// ```java
/// CodeBuffer code = new CodeBuffer(Machine.X86_64);
/// Label end = code.newLabel();
/// code.put8(0xE9);                                         // jmp rel32
/// code.fixup(X8664Fixups.R_X86_64_PC32, 4, end, -4);                  // S + A - P
/// code.bind(end);
/// byte[] linked = code.toImage().at(0x1000);
/// ```
@NullMarked
package dev.touchstone.relocation;

import org.jspecify.annotations.NullMarked;
