/// Pages that code is written to and run from.
///
/// A page is writable or executable, never both. [ExecutableMemory] takes them: as one view whose protection
/// changes for the time of a write, or as two views of the same pages, one to run and one to write
/// ([CodeMemory] is either). [HostPages] is all that an operating system has to do for it, in one class each:
/// Linux, Windows, macOS.
@NullMarked
package dev.touchstone.exec.host.memory;

import org.jspecify.annotations.NullMarked;
