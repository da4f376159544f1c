package dev.touchstone.encoder;

import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One instruction set: text, instructions and bytes, each made from the other. Thread-safe.
public interface MachineLanguage {
    Isa isa();

    Machine machine();

    /// Every form of the tables that this set has, in table order.
    List<? extends Form> forms();

    /// Parses one statement (no label, no comment). Branch operands that are numbers mean what the set's usual
    /// assemblers take them for: an absolute target on x86, an offset from the instruction on Arm.
    ///
    /// @param address where the instruction will stand; only absolute branch targets depend on it
    /// @throws SyntaxException if no row takes the text
    /// @throws EncodingException if a row does but an operand's value is not allowed
    Instruction parse(String statement, SymbolScope symbols, long address);

    /// A parser for the statements of one block of text, in order. Sets without state between statements need
    /// no other.
    default StatementParser newBlock() {
        return this::parse;
    }

    /// Appends the instruction's bytes, with fixups for operands that are labels.
    ///
    /// @throws EncodingException if the operands have no encoding
    void encode(Instruction instruction, CodeBuffer code);

    /// The instructions that must stand right before this one so that it does what it says: the IT of a
    /// conditional T32 instruction. Most need none.
    default List<? extends Instruction> prelude(Instruction instruction) {
        return List.of();
    }

    /// Decodes the instruction at `code[offset]`.
    ///
    /// @throws DecodingException if there is none of the tables
    Decoded decode(byte[] code, int offset);

    /// The instruction at `code[offset]` taken apart into the fields of its encoding.
    ///
    /// @throws DecodingException if there is none of the tables
    default EncodingLayout layout(byte[] code, int offset) {
        return EncodingLayout.plain(code, offset, decode(code, offset).length());
    }

    /// As [#decode], for code of which much is no instruction: says so without an exception.
    ///
    /// @return null where [#decode] would throw
    default @Nullable Decoded tryDecode(byte[] code, int offset) {
        try {
            return decode(code, offset);
        } catch (DecodingException e) {
            return null;
        }
    }

    /// The canonical text, in the manual's spelling: lower case, immediates in hexadecimal with 0x.
    ///
    /// @param address where the instruction stands
    String format(Instruction instruction, long address);

    /// Appends what [#format(Instruction, long)] gives.
    default void format(Instruction instruction, long address, StringBuilder out) {
        out.append(format(instruction, address));
    }

    /// What running the instruction reads and writes.
    Footprint footprint(Instruction instruction);
}
