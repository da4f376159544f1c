/// Calling conventions: where arguments and results are, what a function must keep, and the prologues and
/// epilogues that do so.
///
/// The facts stand in one table, `calling.conventions`; from it come [CallingConvention] and the places of any
/// [Signature].
///
/// ```java
/// CallingConvention convention = CallingConvention.SYSV_X86_64;
/// Signature signature = Signature.of(INT64, INT64, DOUBLE, INT32);
/// Passing passing = convention.assign(signature); // rdi, xmm0, esi; result rax
/// X86Frame frame = X86Frame.of(convention).save(rbx).locals(40).calls(passing);
/// frame.prologue(a);
/// a.mov(ptr(frame.local(8)), rdi); // ...
/// frame.epilogue(a);
/// ```
@NullMarked
package dev.touchstone.encoder.convention;

import org.jspecify.annotations.NullMarked;
