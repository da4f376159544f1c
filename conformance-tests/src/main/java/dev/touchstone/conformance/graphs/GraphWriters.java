package dev.touchstone.conformance.graphs;

import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.FixupKind;
import java.util.function.UnaryOperator;

/// The writer of each set.
final class GraphWriters {
    private GraphWriters() {}

    static GraphForms forms(Isa isa) {
        return switch (isa) {
            case X86_64 -> X86GraphWriter.FORMS_64;
            case X86_32 -> X86GraphWriter.FORMS_32;
            case A64 -> A64GraphWriter.FORMS;
            case A32 -> A32GraphWriter.FORMS;
            case T32 -> T32GraphWriter.FORMS;
        };
    }

    /// @param kinds what the writer's own fixups are of, instead of the kind that they should be of
    static GraphWriter of(Graph graph, UnaryOperator<FixupKind> kinds) {
        return switch (graph.isa()) {
            case X86_64, X86_32 -> new X86GraphWriter(graph, kinds);
            case A64 -> new A64GraphWriter(graph, kinds);
            case A32 -> new A32GraphWriter(graph, kinds);
            case T32 -> new T32GraphWriter(graph, kinds);
        };
    }
}
