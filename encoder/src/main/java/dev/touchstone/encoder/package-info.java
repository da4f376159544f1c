/// Assemblers from typed calls and from text, decoder and formatter, all derived from the instruction tables.
///
/// A [MachineLanguage] is one instruction set's four ways: text to [Instruction], instruction to bytes, bytes to
/// instruction, instruction to text. The typed assemblers (packages `x86`, `aarch64`, `aarch32`) are generated
/// at build time and write bytes directly.
@NullMarked
package dev.touchstone.encoder;

import org.jspecify.annotations.NullMarked;
