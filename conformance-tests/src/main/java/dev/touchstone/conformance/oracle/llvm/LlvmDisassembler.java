package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Answer;
import java.util.List;

/// Disassembles for one target.
interface LlvmDisassembler extends AutoCloseable {
    /// One answer a piece of code, each as though it stood alone at `address`.
    List<Answer> disassemble(List<byte[]> code, long address);

    @Override
    void close();
}
