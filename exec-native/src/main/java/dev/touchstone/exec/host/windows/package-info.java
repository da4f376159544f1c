/// The calls of Windows that this module needs, through FFM; every failure carries the last error and its text.
@NullMarked
package dev.touchstone.exec.host.windows;

import org.jspecify.annotations.NullMarked;
