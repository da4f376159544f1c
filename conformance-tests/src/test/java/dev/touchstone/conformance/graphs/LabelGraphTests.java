package dev.touchstone.conformance.graphs;

import static org.junit.jupiter.api.Assertions.fail;

import dev.touchstone.conformance.Plugins;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs label graphs: 10,000 a set by default, as many as `-Dtouchstone.graphs.count=1000000` says, from the seed
/// `-Dtouchstone.graphs.seed=0` on, of one set with `-Dtouchstone.graphs.isa=a64`.
@Order(Integer.MAX_VALUE)
class LabelGraphTests {
    private static final int DEFAULT = 10_000;

    static List<Isa> sets() {
        String one = System.getProperty("touchstone.graphs.isa");
        return one == null ? Arrays.asList(Isa.values()) : List.of(Isa.ofLabel(one));
    }

    /// The host if it runs that set, and Unicorn.
    static List<Executor> executors(Isa isa) throws EngineMissingException {
        List<Executor> executors = new ArrayList<>();
        boolean x86 = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
        boolean linux = System.getProperty("os.name").equals("Linux");
        if (linux && x86 && (isa == Isa.X86_64 || isa == Isa.X86_32)) {
            executors.add(Plugins.executor("native", isa));
        }
        executors.add(Plugins.executor("unicorn", isa));
        return executors;
    }

    @ParameterizedTest
    @MethodSource("sets")
    void codeGoesTheInterpretersWay(Isa isa) throws EngineMissingException {
        List<Executor> executors = executors(isa);
        try {
            new GraphCheck(isa, executors)
                    .run(
                            Long.getLong("touchstone.graphs.seed", 0),
                            Integer.getInteger("touchstone.graphs.count", DEFAULT))
                    .ifPresent(failure -> fail(failure.toString()));
        } finally {
            executors.forEach(Executor::close);
        }
    }
}
