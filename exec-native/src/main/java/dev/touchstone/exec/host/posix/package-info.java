/// The calls of POSIX that this module needs, as 64-bit Linux and macOS have them; every failure carries errno
/// and its text.
@NullMarked
package dev.touchstone.exec.host.posix;

import org.jspecify.annotations.NullMarked;
