package dev.touchstone.conformance.graphs;

import dev.touchstone.conformance.graphs.GraphInterpreter.End;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A graph's code at an address, ready to run.
///
/// @param graph as it was written
/// @param place where it stands and where it came from, for people
/// @param offset of the code in the snippet
record GraphRun(Graph graph, String place, int offset, Snippet snippet) {
    /// The registers that number and steps are in, and the stack pointer.
    private record Registers(String number, String steps, String stack) {
        static Registers of(Isa isa) {
            return switch (isa) {
                case X86_64 -> new Registers("rax", "rsi", "rsp");
                case X86_32 -> new Registers("eax", "esi", "esp");
                case A64 -> new Registers("x0", "x1", "sp");
                case A32, T32 -> new Registers("r0", "r1", "sp");
            };
        }
    }

    private static final int MOST_BYTES = AddressMap.CODE_SIZE - 0x1000;
    private static final int SHOWN_BYTES = 1024;

    /// The graph linked at an address of the executors' code, and linked far away and moved to another one.
    static List<GraphRun> of(GraphAssembly assembly, Linking linking, Duration timeout) {
        Graph graph = assembly.graph();
        CodeImage image = assembly.image();
        int near = place(image, graph.slot());
        int moved = place(image, graph.slot() / 3 + 1);
        long from = graph.far() & -image.alignment();
        return List.of(
                of(graph, "linked", near, linking.link(image, AddressMap.CODE + near), timeout),
                of(
                        graph,
                        "linked at 0x%x and moved".formatted(from),
                        moved,
                        linking.move(image, from, AddressMap.CODE + moved),
                        timeout));
    }

    private static int place(CodeImage image, int slot) {
        if (image.size() > MOST_BYTES) {
            throw new IllegalStateException(
                    "a graph of %d bytes; there is room for %d".formatted(image.size(), MOST_BYTES));
        }
        int places = (MOST_BYTES - image.size()) / image.alignment() + 1;
        return slot % places * image.alignment();
    }

    private static GraphRun of(Graph graph, String how, int offset, byte[] linked, Duration timeout) {
        byte[] bytes = new byte[offset + linked.length];
        System.arraycopy(linked, 0, bytes, offset, linked.length);
        MachineState state = new MachineState(graph.isa(), 0, 0);
        Registers registers = Registers.of(graph.isa());
        state.set(registers.number, graph.number() & 0xFFFF_FFFFL);
        state.set(registers.steps, graph.steps());
        return new GraphRun(
                graph,
                "%s at 0x%x".formatted(how, AddressMap.CODE + offset),
                offset,
                new Snippet(graph.isa(), CodeImage.of(Machine.of(graph.isa().label()), bytes), offset, state, timeout));
    }

    /// What is wrong with how it ended; nothing if it went the interpreter's way.
    Optional<String> complaint(Outcome outcome) {
        if (!(outcome instanceof Outcome.Completed(MachineState state))) {
            return Optional.of(
                    outcome instanceof Outcome.Faulted f
                            ? "%s at 0x%x, address 0x%x".formatted(f.kind(), f.pc(), f.address())
                            : outcome.toString());
        }
        Registers registers = Registers.of(graph.isa());
        End end = GraphInterpreter.run(graph);
        int number = (int) state.get(registers.number);
        int steps = (int) state.get(registers.steps);
        if (number != end.number() || steps != end.steps()) {
            return Optional.of("the number is 0x%08x with %d steps left".formatted(number, steps));
        }
        long stack = state.get(registers.stack);
        return stack == graph.stackAfter()
                ? Optional.empty()
                : Optional.of("the stack pointer is 0x%x".formatted(stack));
    }

    /// All that a person needs to see what happened.
    String describe() {
        End end = GraphInterpreter.run(graph);
        byte[] bytes = Arrays.copyOfRange(snippet.linkedCode(), offset, snippet.codeSize());
        return "%s%nthe path: %s%nto the number 0x%08x with %d steps left%n%d bytes %s:%n%s"
                .formatted(
                        graph,
                        end.path(),
                        end.number(),
                        end.steps(),
                        bytes.length,
                        place,
                        HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES)));
    }
}
