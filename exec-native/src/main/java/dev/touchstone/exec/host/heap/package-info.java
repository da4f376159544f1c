/// The inside of [dev.touchstone.exec.host.CodeHeap]: regions of memory for code, and which parts of them are
/// taken.
@NullMarked
package dev.touchstone.exec.host.heap;

import org.jspecify.annotations.NullMarked;
