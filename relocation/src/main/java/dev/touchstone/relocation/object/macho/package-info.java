/// Relocatable objects in the Mach-O format, for x86-64 and arm64 on macOS.
///
/// Invariants:
/// - Names are C's: each gets the underscore in front that compilers put there.
/// - Every relocation is by a symbol (`r_extern`); a place without a name gets a local symbol `l_…`, which
///   linkers drop.
/// - The addend stands in the patched bytes, or on arm64 in a relocation of its own (ARM64_RELOC_ADDEND).
/// - The object's sections are whole: it does not say that its code may be cut at symbols.
///
/// ```java
/// Files.write(Path.of("inc.o"), ObjectFormat.MACHO.write(code.toObject()));     // clang main.c inc.o
/// ```
@NullMarked
package dev.touchstone.relocation.object.macho;

import org.jspecify.annotations.NullMarked;
