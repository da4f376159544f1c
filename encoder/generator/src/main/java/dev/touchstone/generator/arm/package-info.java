/// Sources of the Arm assemblers.
@NullMarked
package dev.touchstone.generator.arm;

import org.jspecify.annotations.NullMarked;
