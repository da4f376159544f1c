package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.x86.Rounding;
import java.util.Map;

/// The words of embedded rounding.
final class RoundingReader {
    private static final Map<String, Rounding> WORDS = Map.of(
            "rn-sae", Rounding.RN_SAE,
            "rd-sae", Rounding.RD_SAE,
            "ru-sae", Rounding.RU_SAE,
            "rz-sae", Rounding.RZ_SAE,
            "sae", Rounding.SAE);

    private RoundingReader() {}

    /// The rounding that a braced word asks for, [Rounding#NONE] if it is another word.
    static Rounding of(Token token) {
        return token.kind() == Token.Kind.BRACED ? WORDS.getOrDefault(token.text(), Rounding.NONE) : Rounding.NONE;
    }
}
