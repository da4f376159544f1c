package dev.touchstone.conformance.verdict;

import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;

/// One instruction under test, or a program of several.
///
/// @param isa of the case
/// @param instruction the form with its operands; a program's first one
/// @param text as our formatter writes it; a program's statements with `; ` between them
/// @param bytes as our encoder gives them
/// @param seed that the sampler was given for this form
public record Case(Isa isa, Instruction instruction, String text, byte[] bytes, long seed) {
    public Form form() {
        return instruction.form();
    }

    /// Whether it is of more than one statement.
    public boolean isProgram() {
        return text.indexOf(';') >= 0;
    }

    /// The bytes in memory order, as lower-case hex.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }
}
