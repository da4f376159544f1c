package dev.touchstone.conformance.graphs;

import dev.touchstone.conformance.graphs.Block.Kind;
import dev.touchstone.conformance.graphs.Block.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Graphs that are a little simpler than another one.
final class GraphShrinker {
    private GraphShrinker() {}

    /// Simpler ones, those that are much simpler first.
    static List<Graph> candidates(Graph graph) {
        List<Graph> simpler = new ArrayList<>();
        if (graph.steps() > 1) {
            simpler.add(graph.withSteps(1));
            simpler.add(graph.withSteps(graph.steps() / 2));
            simpler.add(graph.withSteps(graph.steps() - 1));
        }
        for (int i = 0; i < graph.blocks().size(); i++) {
            if (isFree(graph, i)) {
                simpler.add(without(graph, i));
            }
        }
        for (int i = 0; i < graph.blocks().size(); i++) {
            int index = i;
            Block block = graph.blocks().get(i);
            exits(block.exit(), graph).forEach(exit -> simpler.add(graph.with(index, block.with(exit))));
            if (!block.before().equals(Padding.NONE)) {
                simpler.add(graph.with(i, block.with(Padding.NONE)));
            }
        }
        if (graph.relaxed()) {
            simpler.add(graph.unrelaxed());
        }
        if (graph.slot() != 0 || graph.far() != 0) {
            simpler.add(graph.inPlace());
        }
        simpler.add(graph.withNumber(0));
        simpler.removeIf(graph::equals);
        return simpler;
    }

    /// Whether nothing leads there.
    private static boolean isFree(Graph graph, int index) {
        return index != graph.entry()
                && graph.blocks().get(index).kind() != Kind.LEAVE
                && IntStream.range(0, graph.blocks().size())
                        .filter(i -> i != index)
                        .mapToObj(i -> graph.blocks().get(i).exit())
                        .flatMap(Exit::leadsTo)
                        .noneMatch(t -> t.block() == index);
    }

    private static Graph without(Graph graph, int index) {
        IntUnaryOperator moved = i -> i > index ? i - 1 : i;
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < graph.blocks().size(); i++) {
            if (i != index) {
                Block block = graph.blocks().get(i);
                blocks.add(block.with(block.exit().moved(moved)));
            }
        }
        return graph.with(blocks).withEntry(moved.applyAsInt(graph.entry()));
    }

    private static Stream<Exit> exits(Exit exit, Graph graph) {
        String jump = GraphWriters.forms(graph.isa()).jumps().getFirst();
        return switch (exit) {
            case Exit.Leave _, Exit.Return _ -> Stream.empty();
            case Exit.Go go -> Stream.of(new Exit.Go(go.form(), go.target().plain()), new Exit.Go(jump, go.target()));
            case Exit.Branch branch ->
                Stream.of(
                        new Exit.Go(jump, branch.taken()),
                        branch.otherwise(),
                        new Exit.Branch(
                                branch.form(),
                                branch.bit(),
                                branch.whenSet(),
                                branch.taken().plain(),
                                new Exit.Go(jump, branch.otherwise().target().plain())));
            case Exit.Switch table ->
                Stream.concat(
                        table.targets().stream().distinct().map(t -> new Exit.Go(jump, t)),
                        Stream.of(
                                new Exit.Switch(
                                        table.form(), List.of(table.targets().getFirst())),
                                new Exit.Switch(
                                        table.form(),
                                        table.targets().stream()
                                                .map(Target::plain)
                                                .toList())));
            case Exit.Call call ->
                Stream.of(
                        call.then(),
                        new Exit.Call(
                                call.form(),
                                call.callee().plain(),
                                call.then() instanceof Exit.Go go
                                        ? new Exit.Go(jump, go.target().plain())
                                        : call.then()));
        };
    }
}
