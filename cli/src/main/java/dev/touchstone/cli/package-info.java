/// The `touchstone` command: a thin face over the encoder and the harness, without logic of its own. One class
/// a subcommand.
@NullMarked
package dev.touchstone.cli;

import org.jspecify.annotations.NullMarked;
