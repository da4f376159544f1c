/// The main job: every form of the tables, with sampled operands, before every judge that can be had.
@NullMarked
package dev.touchstone.conformance.check;

import org.jspecify.annotations.NullMarked;
