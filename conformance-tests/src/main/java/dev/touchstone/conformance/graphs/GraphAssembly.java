package dev.touchstone.conformance.graphs;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.RelocationException;
import java.util.function.UnaryOperator;

/// A graph's code. Edges whose form can't reach have got another one.
///
/// @param graph as it was written in the end
record GraphAssembly(Graph graph, CodeImage image) {
    /// @param kinds what the writers' own fixups are of, instead of the kind that they should be of
    /// @throws RelocationException or
    /// @throws EncodingException if there is no form that reaches
    static GraphAssembly of(Graph graph, UnaryOperator<FixupKind> kinds) {
        Graph tried = graph;
        while (true) {
            GraphWriter writer = GraphWriters.of(tried, kinds);
            try {
                CodeImage image = writer.write();
                // Some distances count from an address rounded down: whether they fit is seen when it is linked.
                image.at(AddressMap.CODE);
                return new GraphAssembly(tried, image);
            } catch (RelocationException | EncodingException e) {
                Graph other = writer.lengthened();
                if (other.equals(tried)) {
                    throw e;
                }
                tried = other;
            }
        }
    }
}
