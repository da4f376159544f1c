/// Pages that code is written to and run from.
///
/// A page is writable or executable, never both: [ExecutableMemory.Block#write] makes it writable, lets the
/// caller write, and makes it executable again. [ExecutableMemory#ofHost()] is the implementation for this
/// host; one for a further system is one class and one line there.
@NullMarked
package dev.touchstone.exec.host.memory;

import org.jspecify.annotations.NullMarked;
