/// Build-time code: writes the typed assemblers' Java source from the instruction tables. Not in a shipped jar.
@NullMarked
package dev.touchstone.generator;

import org.jspecify.annotations.NullMarked;
