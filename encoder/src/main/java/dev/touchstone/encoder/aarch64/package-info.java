/// The typed assembler of A64.
///
/// [A64Assembler] has one method for each instruction form, generated from the instruction tables: mnemonic in
/// lower case (dots become underscores, Java's own words get one: `int_`), then the operands in the manual's
/// order.
/// - Whether `sp` or `xzr` is meant by number 31 is a type: [XOrSp], [XOrZr]; [X] is both.
/// - Views of vector registers are types: `v3.s4()`, `v3.s(1)`, `s3`, `z3.d()`, `p1.m()`.
/// - Braces fall away: `ld2 { v0.4s, v1.4s }, [x0]` is `a.ld2(v0.s4(), v1.s4(), mem(x0))`.
/// - Shifts and extends are written as in text: `a.add(x0, x1, x2, LSL, 3)`.
/// - Each addressing mode is a type in [Mem], of vectors in [VectorMem].
/// - The matrix of SME: `za0.s()`, its slices `za0.s().h(w12, 3)`, its vectors `za(w12, 3)`, the table `zt0`.
/// - Immediates are `long`, floating-point ones `double`; an instruction that can't hold one throws an
///   [dev.touchstone.encoder.EncodingException] and writes nothing.
///
/// [A64MacroAssembler] has calls that may expand beside them: constants, addresses, far calls; and in its own
/// buffer branches reach every label.
///
/// Names to import statically are in `A64Registers`.
///
/// ```java
/// A64Assembler a = new A64Assembler();
/// a.ldp(x0, x1, mem(sp).post(16));
/// a.add(x0, x0, x1, LSL, 3);
/// a.fmla(v0.s4(), v1.s4(), v2.s4());
/// a.ret(x30);
/// ```
@NullMarked
package dev.touchstone.encoder.aarch64;

import org.jspecify.annotations.NullMarked;
