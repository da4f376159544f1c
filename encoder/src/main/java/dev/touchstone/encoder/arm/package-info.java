/// Text, instructions and bytes of A64, A32 and T32, each made from the other by the rows of
/// [dev.touchstone.isa.arm].
///
/// One walk over a row's syntax parses ([dev.touchstone.encoder.arm.StatementMatcher]), one prints
/// ([dev.touchstone.encoder.arm.StatementFormatter]); the row's bit diagram encodes and decodes. Nothing here
/// knows an instruction.
///
/// ```java
/// MachineLanguage a64 = ArmLanguage.of(Isa.A64);
/// Instruction add = a64.parse("add x0, x1, #5", SymbolScope.NONE, 0);
/// a64.encode(add, code);
/// ```
@NullMarked
package dev.touchstone.encoder.arm;

import org.jspecify.annotations.NullMarked;
