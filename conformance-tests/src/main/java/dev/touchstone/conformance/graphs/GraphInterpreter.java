package dev.touchstone.conformance.graphs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Walks a graph block by block, as its definition says.
final class GraphInterpreter {
    /// Where a graph ends.
    ///
    /// @param number `acc` in the end
    /// @param steps that were left
    /// @param path the indices of the blocks that were visited, the last one among them
    record End(int number, int steps, List<Integer> path) {}

    private GraphInterpreter() {}

    static End run(Graph graph) {
        Deque<Exit> callers = new ArrayDeque<>();
        List<Integer> path = new ArrayList<>();
        int number = graph.number();
        int steps = graph.steps();
        int at = graph.entry();
        while (true) {
            path.add(at);
            Block block = graph.blocks().get(at);
            if (block.kind() == Block.Kind.LEAVE) {
                return new End(number, steps, path);
            }
            number = number * 31 + block.id();
            if (block.kind() == Block.Kind.MAIN && --steps == 0) {
                at = graph.leave();
                continue;
            }
            Exit exit = block.exit();
            while (exit instanceof Exit.Return) {
                exit = callers.pop();
            }
            at = switch (exit) {
                case Exit.Go go -> go.target().block();
                case Exit.Branch branch ->
                    (number >>> branch.bit() & 1) == (branch.whenSet() ? 1 : 0)
                            ? branch.taken().block()
                            : branch.otherwise().target().block();
                case Exit.Switch table ->
                    table.targets().get(number & table.targets().size() - 1).block();
                case Exit.Call call -> {
                    callers.push(call.then());
                    yield call.callee().block();
                }
                case Exit.Return _, Exit.Leave _ -> throw new IllegalStateException("a block that leads nowhere");
            };
        }
    }
}
