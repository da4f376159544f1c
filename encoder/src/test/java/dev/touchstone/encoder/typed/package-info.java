/// Holds the typed assemblers against the text assembler.
@NullMarked
package dev.touchstone.encoder.typed;

import org.jspecify.annotations.NullMarked;
