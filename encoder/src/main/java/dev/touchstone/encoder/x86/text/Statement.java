package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.x86.Rounding;
import dev.touchstone.encoder.x86.X86Prefix;
import java.util.List;

/// A statement taken apart; nothing is looked up in the tables yet.
///
/// @param encoding what the braced prefixes ask for
/// @param mnemonic in lower case
record Statement(
        X86Prefix prefix,
        EncodingWish encoding,
        String mnemonic,
        int column,
        List<ParsedOperand> operands,
        Rounding rounding) {
    Statement with(String newMnemonic, List<ParsedOperand> newOperands) {
        return new Statement(prefix, encoding, newMnemonic, column, newOperands, rounding);
    }
}
