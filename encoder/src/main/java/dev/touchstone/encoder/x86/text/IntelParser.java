package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.x86.X86Instruction;

/// Parses statements of Intel syntax.
public final class IntelParser {
    private IntelParser() {}

    /// The instruction that a statement means.
    ///
    /// @param mode 64 or 32
    /// @param address where the instruction will stand; branch targets that are numbers are absolute
    /// @throws dev.touchstone.encoder.SyntaxException if it is no statement, or of no mnemonic of the tables
    /// @throws dev.touchstone.encoder.EncodingException if no row takes the operands
    public static X86Instruction parse(String statement, SymbolScope symbols, int mode, long address) {
        Statement read = new StatementReader(statement, new OperatorScope(symbols, mode)).read();
        return new FormChoice(mode, address, symbols).choose(read);
    }
}
