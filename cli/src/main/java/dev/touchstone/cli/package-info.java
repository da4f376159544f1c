/// The `touchstone` command, a thin face over the harness.
@NullMarked
package dev.touchstone.cli;

import org.jspecify.annotations.NullMarked;
