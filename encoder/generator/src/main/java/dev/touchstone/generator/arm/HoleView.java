package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the generator needs of a hole.
///
/// @param name in the row: `Xd|SP`
/// @param kind in the symbols table: `x|sp`
/// @param parameters in the symbols table, as written
/// @param codec that encodes it
/// @param width of the joined fields
/// @param places where the joined fields' bits stand in the word
/// @param optional whether it may be left out
/// @param standard the value of the hole where its optional part is left out
/// @param partner the hole whose value takes part in encoding, or null
record HoleView(
        String name,
        String kind,
        String parameters,
        HoleCodec codec,
        int width,
        List<Place> places,
        boolean optional,
        long standard,
        @Nullable String partner) {

    /// `width` bits from value bit `valueLow` on stand from word bit `wordLow` on.
    record Place(int wordLow, int valueLow, int width) {}

    /// The word's bits for a value of the fields.
    int scatter(long field) {
        int word = 0;
        for (Place p : places) {
            word |= (int) ((field >>> p.valueLow & (1L << p.width) - 1) << p.wordLow);
        }
        return word;
    }
}
