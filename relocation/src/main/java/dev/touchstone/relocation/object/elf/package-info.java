/// Relocatable objects in the Executable and Linkable Format, for i386, x86-64, Arm and AArch64: what
/// [dev.touchstone.relocation.CodeBuffer#toObject()] gives, in a file that binutils, LLD and LLVM take.
///
/// Invariants:
/// - What a psABI wants stands once, in [ElfMachine]: class, machine number, flags, and whether addends stand in
///   the relocations (RELA) or in the patched bytes (REL).
/// - Symbols that a linker sees by name are those of named labels. References to other places go by the section's
///   symbol, or by a local symbol `.L…` where an addend in the patched bytes could not hold the offset.
/// - Arm and AArch64 code is marked with the mapping symbols `$a`, `$t`, `$x` and `$d`.
///
/// ```java
/// X86Assembler a = new X86Assembler();
/// a.code().bind(a.code().export(a.code().label("inc"), SymbolType.FUNCTION));
/// a.lea(eax, ptr(rdi).disp(1));
/// a.ret();
/// Files.write(Path.of("inc.o"), ObjectFormat.ELF.write(a.code().toObject()));     // cc main.c inc.o
/// ```
@NullMarked
package dev.touchstone.relocation.object.elf;

import org.jspecify.annotations.NullMarked;
