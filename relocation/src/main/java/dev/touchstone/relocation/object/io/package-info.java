/// What the writers of object files share: little-endian output and string tables.
@NullMarked
package dev.touchstone.relocation.object.io;

import org.jspecify.annotations.NullMarked;
