package dev.touchstone.conformance.graphs;

/// A graph whose code goes another way than the interpreter, or that can't be linked.
///
/// @param graph shrunk; its seed is that of the graph that was drawn
/// @param where the executor's name, or `linking`
/// @param complaint what happened
/// @param description the graph, its path and its code
public record GraphFailure(Graph graph, String where, String complaint, String description) {
    /// The command that draws and runs it again.
    public String replay() {
        return ("mvn test -pl conformance-tests -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=LabelGraphTests"
                        + " -Dtouchstone.graphs.isa=%s -Dtouchstone.graphs.seed=%d -Dtouchstone.graphs.count=1")
                .formatted(graph.isa().label(), graph.seed());
    }

    @Override
    public String toString() {
        return "%s: %s%n%s%nseed %d; again: %s".formatted(where, complaint, description, graph.seed(), replay());
    }
}
