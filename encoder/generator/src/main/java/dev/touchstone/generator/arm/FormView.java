package dev.touchstone.generator.arm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the generator needs of a row.
///
/// @param id the form's id
/// @param name the manual's name
/// @param syntax as in the row
/// @param bits the diagram as in the row
/// @param feature the CPU feature
/// @param family the row's file, without folder and ending: `integer`
/// @param it where the row may stand with respect to IT blocks (T32): `in`, `out`, `last`, `never`, or empty for
/// anywhere
/// @param mnemonic the mnemonic's literal text, lower case, with dots
/// @param mnemonicHole the hole in the mnemonic, or null
/// @param holes every operand
/// @param distinct pairs of operands that must not be the same register
/// @param stackPointers names of operands of which one must be the stack pointer; empty for no such condition
/// @param tokens the syntax after the mnemonic
/// @param width in bits: 16 or 32
/// @param fixed the diagram's ones, should-be ones among them
record FormView(
        String id,
        String name,
        String syntax,
        String bits,
        String feature,
        String family,
        String it,
        String mnemonic,
        @Nullable HoleView mnemonicHole,
        List<HoleView> holes,
        List<Pair> distinct,
        List<String> stackPointers,
        List<Token> tokens,
        int width,
        int fixed) {

    /// @param sameAt31 whether number 31 is the same register in both
    record Pair(HoleView first, HoleView second, boolean sameAt31) {}
}
