/// The x86 instruction tables: rows in the notation of the Intel SDM, for x86-64 and x86-32 alike.
///
/// A row of a `.rows` file becomes one [X86Form]: an [X86Encoding] (what the opcode column says) and an
/// [OperandSpec] for each operand (what may stand there, and in which part of the instruction it is encoded).
/// The grammar stands in `GRAMMAR.md` beside the tables; `tables.list` names the files. Nothing else states a
/// fact about an instruction.
///
/// Invariants of a loaded form, checked when it is read, with file and line in the message:
/// - each operand has an op/en letter, and the encoding has the field that the letter names;
/// - an immediate's width in the syntax is its width in the encoding;
/// - the EVEX tuple's disp8 scale is the memory operand's size;
/// - its id is unique.
///
/// ```java
/// for (X86Form form : X86Tables.forms()) {
///     System.out.println(form.syntax() + " = " + form.encoding());
/// }
/// ```
@NullMarked
package dev.touchstone.isa.x86;

import org.jspecify.annotations.NullMarked;
