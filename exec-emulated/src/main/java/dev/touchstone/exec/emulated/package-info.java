/// Emulated execution: Unicorn through FFM.
@NullMarked
package dev.touchstone.exec.emulated;

import org.jspecify.annotations.NullMarked;
