/// Intel-syntax text to x86 instructions and back.
///
/// Statements are read as LLVM and Keystone read them: `mov dword ptr [rcx + 8*rdx + 0x10], eax`,
/// `vaddps zmm1 {k2} {z}, zmm3, dword ptr [rax]{1to16}`, `lock add ...`. Which row an operand list means is the
/// encoder's choice ([dev.touchstone.encoder.x86.X86Encoder]): the first that fits.
///
///     statement  = { prefix } mnemonic [ operand { "," operand } ]
///     prefix     = "lock" | "rep" | "repe" | "repne" | "{nf}" | "{vex}" | "{evex}"
///     operand    = register decorations | memory decorations | ["short"] sum | "offset" label | number ":"
/// number | rounding
///     memory     = [ size "ptr" ] [ segment ":" ] { sum | "[" sum "]" }
///     sum        = [ "-" ] product { ( "+" | "-" ) product }
///     product    = factor { "*" factor }
///     factor     = number | register | label | "(" sum ")"
///     decoration = "{k1}" | "{z}" | "{1to16}"
///     rounding   = "{rn-sae}" | "{rd-sae}" | "{ru-sae}" | "{rz-sae}" | "{sae}"
@NullMarked
package dev.touchstone.encoder.x86.text;

import org.jspecify.annotations.NullMarked;
