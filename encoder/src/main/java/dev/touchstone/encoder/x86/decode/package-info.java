/// Bytes to x86 instructions, by opcode maps that are built from the rows when they are loaded.
///
/// The decoder knows prefixes and operand fields, no instruction: the rows of the opcode are tried in their
/// order, with the exact prefixes first, then with prefixes that change nothing. A row with the attribute
/// `nodecode` is never found.
@NullMarked
package dev.touchstone.encoder.x86.decode;

import org.jspecify.annotations.NullMarked;
