/// The typed assemblers of A32 and T32.
///
/// [A32Assembler] and [T32Assembler] have one method for each instruction form, generated from the instruction
/// tables: mnemonic in lower case (dots become underscores: `vadd_f32`), then the operands in the manual's order.
/// - The condition is the first operand, and left out for always: `a.add(r0, r1, r2)`, `a.add(EQ, r0, r1, r2)`.
/// - Forms that set the flags are methods of their own: `adds`.
/// - Shifts are written as in text: `a.add(r0, r1, r2, LSL, 3)`, `a.add(r0, r1, r2, LSL, r3)`,
///   `a.add(r0, r1, r2, RRX)`.
/// - Register lists are one operand, `a.ldm(sp.writeBack(), list(r4, pc))`; vector lists are written out.
/// - T32 takes the first encoding that holds the operands, narrow before wide, as assemblers do. Where both
///   exist, `add_w` and `add_n` choose.
/// - A T32 branch to a label is narrow too, as far as 2 KiB (256 bytes with a condition); a label that is
///   farther is an error when it is bound. `b_w` reaches 16 MiB.
/// - In T32 a condition needs an IT block: `t.it(NE)`, `t.itte(EQ)`. The assembler holds every instruction
///   against it. MVE's VPT blocks likewise: `t.vpste()`, `t.vaddt_i8(q0, q1, q2)`, `t.vadde_i8(q0, q1, q2)`.
/// - An offset of minus zero, `#-0`, has no typed call.
///
/// [A32MacroAssembler] and [T32MacroAssembler] have calls that may expand beside them: constants, addresses,
/// far calls; and in their own buffers branches reach every label.
///
/// Names to import statically are in `A32Registers`.
///
/// ```java
/// A32Assembler a = new A32Assembler();
/// a.push(list(r4, lr));
/// a.ldr(r0, mem(r1, r2).lsl(2));
/// a.add(NE, r0, r0, 1);
/// a.pop(list(r4, pc));
/// ```
@NullMarked
package dev.touchstone.encoder.aarch32;

import org.jspecify.annotations.NullMarked;
