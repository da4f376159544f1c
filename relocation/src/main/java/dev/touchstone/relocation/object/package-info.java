/// Object files for the linkers of systems: [ObjectFormat] names the formats; each has a package and one writer.
///
/// ```java
/// byte[] file = ObjectFormat.ELF.write(code.toObject());
/// ```
@NullMarked
package dev.touchstone.relocation.object;

import org.jspecify.annotations.NullMarked;
