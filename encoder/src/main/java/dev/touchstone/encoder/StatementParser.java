package dev.touchstone.encoder;

/// Parses the statements of one block of text in order; keeps what carries over from one to the next (a T32 IT
/// block).
@FunctionalInterface
public interface StatementParser {
    /// As [MachineLanguage#parse].
    Instruction parse(String statement, SymbolScope symbols, long address);
}
