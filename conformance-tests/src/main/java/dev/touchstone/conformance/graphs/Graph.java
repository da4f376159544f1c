package dev.touchstone.conformance.graphs;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Blocks, where to begin, and where the code is to stand.
///
/// @param seed what it was drawn from
/// @param relaxed whether the code buffer has its option: shortest branches, or extended reach
/// @param blocks in the order in which they are written; one of them is [Block.Kind#LEAVE]
/// @param entry the index of the first block that runs
/// @param number the number at first
/// @param steps blocks that may run, called ones not counted
/// @param far an address to link at first
/// @param slot where it runs: so many times its alignment from the start of the executors' code
public record Graph(
        Isa isa, long seed, boolean relaxed, List<Block> blocks, int entry, int number, int steps, long far, int slot) {
    public Graph {
        blocks = List.copyOf(blocks);
    }

    Graph with(List<Block> others) {
        return new Graph(isa, seed, relaxed, others, entry, number, steps, far, slot);
    }

    Graph with(int index, Block block) {
        List<Block> others = new ArrayList<>(blocks);
        others.set(index, block);
        return with(others);
    }

    Graph withSteps(int fewer) {
        return new Graph(isa, seed, relaxed, blocks, entry, number, fewer, far, slot);
    }

    Graph withNumber(int other) {
        return new Graph(isa, seed, relaxed, blocks, entry, other, steps, far, slot);
    }

    Graph withEntry(int other) {
        return new Graph(isa, seed, relaxed, blocks, other, number, steps, far, slot);
    }

    Graph inPlace() {
        return new Graph(isa, seed, relaxed, blocks, entry, number, steps, 0, 0);
    }

    Graph unrelaxed() {
        return new Graph(isa, seed, false, blocks, entry, number, steps, far, slot);
    }

    /// The index of the block that ends the run.
    int leave() {
        return IntStream.range(0, blocks.size())
                .filter(i -> blocks.get(i).kind() == Block.Kind.LEAVE)
                .findFirst()
                .orElseThrow();
    }

    /// What the stack pointer is after the run: the caller's return address has been taken from it on x86.
    long stackAfter() {
        return AddressMap.STACK_TOP
                + switch (isa) {
                    case X86_64 -> 8;
                    case X86_32 -> 4;
                    case A64, A32, T32 -> 0;
                };
    }

    @Override
    public String toString() {
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> "  #%d %s".formatted(i, blocks.get(i)))
                .collect(Collectors.joining(
                        "\n",
                        "%s%s, seed 0x%x, from #%d with number 0x%x, %d steps, linked at 0x%x, run in slot %d\n"
                                .formatted(isa, relaxed ? ", relaxed" : "", seed, entry, number, steps, far, slot),
                        ""));
    }
}
