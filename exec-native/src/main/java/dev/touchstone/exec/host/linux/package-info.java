/// The system calls of Linux that this module needs and POSIX has not, through FFM; every failure carries errno
/// and its text.
@NullMarked
package dev.touchstone.exec.host.linux;

import org.jspecify.annotations.NullMarked;
