package dev.touchstone.conformance.oracle;

import dev.touchstone.isa.Isa;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

    /// Assembles lines as one of the oracle's readers understands them: the one that gave them.
    ///
    /// @param reader as [Readings#reader] says
    /// @return as [#assemble(Isa, List, long)] does
    default List<Answer> assemble(Isa isa, List<String> lines, int reader, long address) {
        return assemble(isa, lines, address);
    }

    /// Whether it has a disassembler at all.
    default boolean disassembles() {
        return true;
    }

    /// Disassembles each piece of code as though it stood alone at `address`.
    ///
    /// @return one answer a piece, [Answer.Text] or [Answer.Refused]
    List<Answer> disassemble(Isa isa, List<byte[]> code, long address);

    /// Reads many pieces of code of one width, each as though it stood alone at `address`. Says what
    /// [#disassemble] says, but at less cost; a piece that is not read to its end has no text.
    ///
    /// @param code the pieces, one behind the other
    /// @param width of a piece, in bytes
    /// @param pieces how many there are
    default void read(Isa isa, byte[] code, int width, int pieces, long address, Readings into) {
        into.reset(pieces);
        List<byte[]> list = new ArrayList<>(pieces);
        for (int i = 0; i < pieces; i++) {
            list.add(Arrays.copyOfRange(code, i * width, (i + 1) * width));
        }
        List<Answer> answers = disassemble(isa, list, address);
        for (int i = 0; i < pieces; i++) {
            if (answers.get(i) instanceof Answer.Text(String text, int length) && length == width) {
                byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
                into.put(i, ascii, 0, ascii.length);
            }
        }
    }

    @Override
    void close();
}
