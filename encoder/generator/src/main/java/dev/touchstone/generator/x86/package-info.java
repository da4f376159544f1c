/// Sources of the X86 assemblers.
@NullMarked
package dev.touchstone.generator.x86;

import org.jspecify.annotations.NullMarked;
