package dev.touchstone.exec.host.worker;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The instructions of an A64 worker that move the vectors, and with SVE the predicates, between a slot and the
/// processor; x0 points to the slot's z0. SVE vectors have 256 bits there.
final class A64VectorMoves {
    private static final int VECTORS = 32;
    private static final int PREDICATES = 16;
    /// Where the slot has FFR: behind the predicates, which have as many bytes each.
    private static final int FFR = PREDICATES;

    private A64VectorMoves() {}

    /// By their names in the source.
    ///
    /// @param vectorBytes of a slot's vector
    static Map<String, String> of(boolean scalable, int vectorBytes) {
        if (!scalable) {
            return Map.of(
                    "LOAD_VECTORS", lines(VECTORS, i -> "ldr q%d, [x0, #%d]".formatted(i, i * vectorBytes)),
                    "STORE_VECTORS", lines(VECTORS, i -> "str q%d, [x0, #%d]".formatted(i, i * vectorBytes)));
        }
        String toPredicates = "add x0, x0, #%d\n".formatted(VECTORS * vectorBytes);
        return Map.of(
                "LOAD_VECTORS",
                lines(VECTORS, i -> "ldr z%d, [x0, #%d, mul vl]".formatted(i, i))
                        + toPredicates
                        + "ldr p0, [x0, #%d, mul vl]\nwrffr p0.b\n".formatted(FFR)
                        + lines(PREDICATES, i -> "ldr p%d, [x0, #%d, mul vl]".formatted(i, i)),
                "STORE_VECTORS",
                lines(VECTORS, i -> "str z%d, [x0, #%d, mul vl]".formatted(i, i))
                        + toPredicates
                        + lines(PREDICATES, i -> "str p%d, [x0, #%d, mul vl]".formatted(i, i))
                        + "rdffr p0.b\nstr p0, [x0, #%d, mul vl]\n".formatted(FFR));
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining());
    }
}
