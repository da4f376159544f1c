package dev.touchstone.conformance.oracle.llvm;

import java.util.List;

/// Makes objects out of assembly text, for one target.
interface LlvmEmitter extends AutoCloseable {
    /// @param line of the text, counted from 1, or 0 if unknown
    record Complaint(int line, String message) {}

    /// @param object an ELF object; if there are complaints, of the other lines, or nothing
    /// @param complaints LLVM's errors
    record Emission(byte[] object, List<Complaint> complaints) {}

    Emission emit(String text);

    @Override
    void close();
}
