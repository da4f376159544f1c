/// LLVM as an oracle, through its C interface in this process, or where no library has that, through its program
/// `llvm-mc`.
///
/// A batch of lines is one text (the inline assembly of a module, or the program's input), each line behind a
/// label; the object that LLVM emits is read back and cut at the labels. Lines that LLVM complains of are taken
/// out and answered with the
/// complaint. As what LLVM is asked about each set stands in `llvm-targets.table`.
///
///     try (Oracle llvm = new LlvmProvider().open(Isa.A64)) {
///         llvm.assemble(Isa.A64, List.of("add x0, x1, x2"), 0);
///     }
@NullMarked
package dev.touchstone.conformance.oracle.llvm;

import org.jspecify.annotations.NullMarked;
