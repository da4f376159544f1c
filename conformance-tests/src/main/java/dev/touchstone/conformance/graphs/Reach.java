package dev.touchstone.conformance.graphs;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import org.jspecify.annotations.Nullable;

/// An edge that was written in a form of short range.
///
/// @param kind of its fixup; null if the edge could not be written
/// @param block the index of the block that it leaves
/// @param place the offset that the kind counts from
record Reach(int block, Part part, @Nullable FixupKind kind, int place, Label to, long addend) {
    /// Which edge of the block.
    enum Part {
        EXIT,
        /// What a branch that is not taken, or a call that is over, goes on with.
        THEN
    }

    /// Whether the label has a place that the edge can't reach.
    ///
    /// @param slack bytes by which places may still move
    boolean fails(int slack) {
        if (kind == null || !to.isBound()) {
            return false;
        }
        long value = to.offset() + addend - place;
        return value - slack < kind.minimum() || value + slack > kind.maximum() || value % kind.alignment() != 0;
    }

    /// The graph with another form for the edge, one that reaches everything.
    Graph lengthened(Graph graph) {
        Block of = graph.blocks().get(block);
        GraphForms forms = GraphWriters.forms(graph.isa());
        return graph.with(block, of.with(part == Part.EXIT ? exit(of.exit(), forms) : then(of.exit(), forms)));
    }

    private static Exit exit(Exit exit, GraphForms forms) {
        return switch (exit) {
            case Exit.Go go -> new Exit.Go(forms.jumps().getFirst(), go.target());
            case Exit.Branch b ->
                new Exit.Branch(forms.branches().getFirst(), b.bit(), b.whenSet(), b.taken(), b.otherwise());
            case Exit.Switch table -> new Exit.Switch(forms.tables().getFirst(), table.targets());
            case Exit.Call call -> new Exit.Call(forms.calls().getFirst(), call.callee(), call.then());
            case Exit.Leave _, Exit.Return _ -> exit;
        };
    }

    private static Exit then(Exit exit, GraphForms forms) {
        return switch (exit) {
            case Exit.Branch b ->
                new Exit.Branch(
                        b.form(),
                        b.bit(),
                        b.whenSet(),
                        b.taken(),
                        new Exit.Go(forms.jumps().getFirst(), b.otherwise().target()));
            case Exit.Call(String form, Target callee, Exit.Go go) ->
                new Exit.Call(form, callee, new Exit.Go(forms.jumps().getFirst(), go.target()));
            default -> exit;
        };
    }
}
