package dev.touchstone.conformance.graphs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.Plugins;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.FixupTable;
import dev.touchstone.relocation.Relocation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Faults in a link are found, on every set.
@Order(Integer.MAX_VALUE - 5)
class PlantedFaultTests {
    private static final int GRAPHS = 2_000;
    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final FixupTable WRONG = FixupTable.load("planted.fixups");

    private static void assertFound(Isa isa, Linking linking) throws EngineMissingException {
        try (Executor executor = Plugins.executor("unicorn", isa)) {
            GraphFailure failure = new GraphCheck(isa, List.of(executor), linking, TIMEOUT)
                    .run(0, GRAPHS)
                    .orElseThrow(() -> new AssertionError("not found in " + GRAPHS + " graphs"));
            Graph drawn = new GraphGenerator(isa).graph(failure.graph().seed());
            assertTrue(failure.graph().blocks().size() <= drawn.blocks().size(), failure.toString());
            assertTrue(
                    failure.toString()
                            .contains("-Dtouchstone.graphs.isa=%s -Dtouchstone.graphs.seed=%d"
                                    .formatted(isa.label(), drawn.seed())),
                    failure.toString());
            assertEquals(
                    GraphInterpreter.run(drawn), GraphInterpreter.run(new GraphGenerator(isa).graph(drawn.seed())));
        }
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void aRowWithABitAtAnotherPlace(Isa isa) throws EngineMissingException {
        assertFound(isa, new Linking() {
            @Override
            public FixupKind kind(FixupKind kind) {
                return WRONG.kinds().stream()
                        .filter(wrong -> wrong.name().equals(kind.name()))
                        .findFirst()
                        .orElse(kind);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void anAddressThatIsOffByAnInstruction(Isa isa) throws EngineMissingException {
        assertFound(isa, new Linking() {
            @Override
            public byte[] link(CodeImage image, long address) {
                return image.at(address + 4);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void aRelocationThatIsNotMoved(Isa isa) throws EngineMissingException {
        assertFound(isa, new Linking() {
            @Override
            public byte[] move(CodeImage image, long from, long address) {
                byte[] moved = image.link(address, Map.of()).bytes();
                if (!image.relocations().isEmpty()) {
                    Relocation last = image.relocations().getLast();
                    System.arraycopy(
                            image.at(from),
                            last.offset(),
                            moved,
                            last.offset(),
                            last.kind().bytes());
                }
                return moved;
            }
        });
    }
}
