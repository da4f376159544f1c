/// Random programs: 4 to 40 instructions, whose operands are few registers, so that what one writes another reads;
/// straight, with branches and with counted loops; with loads and stores in the windows. Each is run on every
/// executor that has its features, and the states at the end are compared; one that fails is shrunk.
///
/// A program is its text: the same text and seed are the same code and state, here and in a replay.
///
///     Program program = new ProgramGenerator(language, forms).program(1);
@NullMarked
package dev.touchstone.conformance.random;

import org.jspecify.annotations.NullMarked;
