package dev.touchstone.conformance.oracle;

import dev.touchstone.isa.Isa;
import java.util.List;

/// A reference assembler and disassembler, opened for one set. Used by one thread at a time.
///
/// Text is in this project's conventions; the oracle translates them into its own: Intel syntax with branch
/// targets as absolute addresses on x86, UAL and A64 syntax with offsets as branch targets on Arm. A line may
/// hold several statements, separated by `\n`, as an IT block does.
public interface Oracle extends AutoCloseable {
    /// As in `llvm` or `keystone`.
    String name();

    /// The version that answers, as policy files name it.
    String version();

    /// Assembles each line as though it stood alone at `address`.
    ///
    /// @return one answer a line, [Answer.Bytes] or [Answer.Refused]
    List<Answer> assemble(Isa isa, List<String> lines, long address);

    /// Whether it has a disassembler at all.
    default boolean disassembles() {
        return true;
    }

    /// Disassembles each piece of code as though it stood alone at `address`.
    ///
    /// @return one answer a piece, [Answer.Text] or [Answer.Refused]
    List<Answer> disassemble(Isa isa, List<byte[]> code, long address);

    @Override
    void close();
}
