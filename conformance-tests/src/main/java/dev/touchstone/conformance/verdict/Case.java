package dev.touchstone.conformance.verdict;

import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;

/// One instruction under test.
///
/// @param isa of the case
/// @param instruction the form with its operands
/// @param text as our formatter writes it
/// @param bytes as our encoder gives them
/// @param seed that the sampler was given for this form
public record Case(Isa isa, Instruction instruction, String text, byte[] bytes, long seed) {
    public Form form() {
        return instruction.form();
    }

    /// The bytes in memory order, as lower-case hex.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }
}
