package dev.touchstone.isa.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;
import java.util.List;

/// A part of a syntax after its mnemonic. Parts stand in one list; a matcher walks it from the first part to
/// [End].
public sealed interface TemplatePart {
    /// Text that stands for itself, in lower case.
    ///
    /// @param blankBefore whether the formatter prints a blank first
    /// @param whole whether no letter or digit may follow its last one
    record Literal(String text, boolean blankBefore, boolean whole) implements TemplatePart {}

    /// An operand.
    ///
    /// @param repeated whether it stood before, so that the same must stand here again
    record Operand(int hole, boolean blankBefore, boolean repeated) implements TemplatePart {}

    /// The register that follows an operand's: (value + step) modulo `modulus`.
    ///
    /// @param codec how it is written
    record Next(int hole, HoleCodec codec, int step, int modulus, boolean blankBefore) implements TemplatePart {
        /// The register's number, given the first one's.
        public long of(long value) {
            return modulus == 0 ? value + step : (value + step) % modulus;
        }
    }

    /// What follows, up to part `end`, may be left out.
    ///
    /// @param end index of the part behind it
    /// @param holes what has its default then
    record Optional(int end, List<Integer> holes) implements TemplatePart {}

    /// What follows may also be written as the parts from `other` on.
    record Choice(int other) implements TemplatePart {}

    /// Go on at part `target`.
    record Jump(int target) implements TemplatePart {}

    /// The statement's end.
    record End() implements TemplatePart {}
}
