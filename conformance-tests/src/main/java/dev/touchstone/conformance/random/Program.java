package dev.touchstone.conformance.random;

import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import java.util.List;
import java.util.stream.Collectors;

/// A program as text.
///
/// @param seed that its state comes from
public record Program(List<Piece> pieces, long seed) {
    public Program {
        pieces = List.copyOf(pieces);
    }

    public Program with(List<Piece> others) {
        return new Program(others, seed);
    }

    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining("; "));
    }

    /// As a case: with its bytes.
    ///
    /// @throws dev.touchstone.encoder.SyntaxException if it is no text of that language
    /// @throws dev.touchstone.relocation.RelocationException if it branches to a label that it lacks
    /// @throws dev.touchstone.encoder.DecodingException if it has no instruction
    public Case assembled(MachineLanguage language) {
        String text = text();
        byte[] bytes =
                TextAssembler.assemble(language.isa(), text, AddressMap.CODE).at(AddressMap.CODE);
        return new Case(language.isa(), language.decode(bytes, 0).instruction(), text, bytes, seed);
    }
}
