/// Random graphs of labels: what labels, fixups, sections, relaxation and linking do, held against a plain
/// interpreter.
///
/// A [Graph] is some blocks in the order in which they are written. Each changes a number by its own id, and
/// leaves by an edge of a random kind: it falls through, branches, calls, or goes through a jump table or an
/// address. So the number in the end tells which blocks were visited, in which order. [GraphInterpreter] walks
/// the graph; a [GraphWriter] writes it in the instructions of a set, with the labels and fixups that the edges
/// need; [GraphCheck] links that where executors have their code, and far away to be moved there, runs it, and
/// compares. What differs is shrunk to a small graph, the same one each time.
///
/// ```java
/// new GraphCheck(Isa.A64, List.of(executor)).run(seed, 10_000).ifPresent(System.out::println);
/// ```
@NullMarked
package dev.touchstone.conformance.graphs;

import org.jspecify.annotations.NullMarked;
