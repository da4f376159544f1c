/// Relocatable objects in the Common Object File Format of Windows ("PE Format" in Microsoft's documentation),
/// for x86-64 and ARM64.
///
/// Invariants:
/// - Every relocation is by the symbol of a label; a place without a name gets a static symbol `$L.…`.
/// - The addend stands in the patched bytes, less what the format leaves out; where they can't hold it, a symbol
///   is made at the place itself.
/// - Names are C's, which on these processors get nothing in front.
///
/// ```java
/// Files.write(Path.of("inc.obj"), ObjectFormat.COFF.write(code.toObject()));     // cl main.c inc.obj
/// ```
@NullMarked
package dev.touchstone.relocation.object.coff;

import org.jspecify.annotations.NullMarked;
