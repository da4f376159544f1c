/// The machine languages of x86-64 and x86-32: the parser, the formatter, the encoder, the decoder and the
/// footprints of the packages beside this one, behind one face.
@NullMarked
package dev.touchstone.encoder.x86.language;

import org.jspecify.annotations.NullMarked;
