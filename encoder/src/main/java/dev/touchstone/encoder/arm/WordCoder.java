package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Distinct;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.codec.HoleCodec;
import org.jspecify.annotations.Nullable;

/// Operands' values to an encoding's bits and back.
final class WordCoder {
    private WordCoder() {}

    /// The word of 16 or 32 bits.
    ///
    /// @throws EncodingException if a value has no encoding
    static int encode(ArmForm form, long[] values) {
        int word = form.bits().value();
        for (Hole hole : form.holes()) {
            long bits = hole.codec().encode(values[hole.index()], hole.with() < 0 ? 0 : values[hole.with()]);
            if (bits == HoleCodec.REFUSED) {
                throw refused(form, hole, values);
            }
            word |= hole.spread(bits);
        }
        int refused = form.hasRules() ? form.brokenRule(values) : -1;
        if (refused >= 0) {
            throw refused(form, form.holes().get(refused), values);
        }
        return word;
    }

    /// The exception for a hole that [ArmForm#refusedHole] names.
    static EncodingException refused(ArmForm form, Hole hole, long[] values) {
        String given = text(hole.codec(), values[hole.index()]);
        for (Distinct pair : form.distinct()) {
            if (pair.second() == hole.index() && pair.isBroken(values)) {
                Hole other = form.holes().get(pair.first());
                return new EncodingException(
                        form.syntax(),
                        hole.toString(),
                        given,
                        "a register other than that of " + other + ": the same one in both is unpredictable");
            }
        }
        if (form.lacksStackPointer(values)) {
            return new EncodingException(
                    form.syntax(), hole.toString(), given, "sp here or in the other operand that takes it");
        }
        if (form.itCondition() == hole.index()) {
            return new EncodingException(
                    form.syntax(),
                    hole.toString(),
                    given,
                    form.attributes().it().allowed());
        }
        String allowed = hole.codec().allowed();
        if (hole.with() >= 0) {
            Hole other = form.holes().get(hole.with());
            allowed += ", and what fits " + other + ", " + text(other.codec(), values[other.index()]);
        }
        return new EncodingException(form.syntax(), hole.toString(), given, allowed);
    }

    private static String text(HoleCodec codec, long value) {
        try {
            StringBuilder out = new StringBuilder();
            codec.format(value, out);
            return out.toString();
        } catch (IndexOutOfBoundsException e) {
            return Long.toString(value);
        }
    }

    /// The values of a word that matches the form's fixed bits; null if a codec refuses.
    static long @Nullable [] decode(ArmForm form, int word) {
        long[] values = new long[form.holes().size()];
        for (Hole hole : form.holes()) {
            if (hole.with() < 0 && !decode(hole, word, values)) {
                return null;
            }
        }
        for (Hole hole : form.holes()) {
            if (hole.with() >= 0 && !decode(hole, word, values)) {
                return null;
            }
        }
        for (Distinct pair : form.distinct()) {
            if (pair.isBroken(values)) {
                return null;
            }
        }
        return form.lacksStackPointer(values) ? null : values;
    }

    private static boolean decode(Hole hole, int word, long[] values) {
        long value = hole.codec().decode(hole.gather(word), hole.with() < 0 ? 0 : values[hole.with()]);
        values[hole.index()] = value;
        return value != HoleCodec.REFUSED;
    }
}
