package dev.touchstone.cli;

import dev.touchstone.conformance.bench.ExecutorBench;
import dev.touchstone.conformance.bench.ExecutorRate;
import dev.touchstone.conformance.bench.MemoryUse;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.Executors;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how many snippets with whole register states each engine runs a second.",
        footer = {
            "",
            "M/s is millions a second by the clock. The engine's process runs beside the caller: `one core` is what it",
            "would be if both took turns on one. The times are of the processor, for a snippet.",
            "",
            "With --snippets each engine runs that many, and its memory is watched (on Linux): what this process and its",
            "children had before, at most in the second twentieth, and at most in the last. Exit code 1 if that is more than",
            "--growth above the second. Let the heap have its size at once, or it counts: -Xms512m -Xmx512m",
            "-XX:+AlwaysPreTouch in TOUCHSTONE_JAVA_OPTS.",
            "",
            "Example: touchstone bench --isa x86-64 --isa x86 --executor native"
        })
final class BenchCommand implements Callable<Integer> {
    private static final long MEBIBYTE = 1 << 20;

    @Option(names = "--isa", description = "one set only; may be repeated (default: all)")
    private List<Isa> isas = List.of(Isa.values());

    @Option(names = "--executor", description = "one engine only, as doctor names it (default: all)", defaultValue = "")
    private String name = "";

    @Option(names = "--batch", description = "snippets a batch (default: ${DEFAULT-VALUE})", defaultValue = "1000")
    private int batch;

    @Option(names = "--seconds", description = "that each is measured (default: ${DEFAULT-VALUE})", defaultValue = "3")
    private int seconds;

    @Option(
            names = "--snippets",
            description = "run that many and watch the memory, instead of measuring the time; at least 40 batches")
    private long snippets;

    @Option(
            names = "--growth",
            description = "MiB that the memory may grow by with --snippets (default: ${DEFAULT-VALUE})",
            defaultValue = "64")
    private int growth;

    private boolean grew;

    @Override
    public Integer call() {
        if (batch < 1 || seconds < 1) {
            System.err.println("error: --batch and --seconds are at least 1");
            return 2;
        }
        if (snippets != 0 && snippets < 40L * batch) {
            System.err.println("error: --snippets is at least 40 batches, here " + 40L * batch);
            return 2;
        }
        boolean any = false;
        System.out.println(
                snippets == 0
                        ? "engine      set      M/s    one core   caller    worker"
                        : "engine      set     snippets     M/s   start    early     late   growth");
        for (ExecutorProvider provider : name.isEmpty() ? Executors.all() : List.of(Executors.provider(name))) {
            for (Isa isa : isas) {
                any |= measure(provider, isa);
            }
        }
        return any && !grew ? 0 : 1;
    }

    private boolean measure(ExecutorProvider provider, Isa isa) {
        try (Executor executor = provider.open(isa)) {
            if (snippets != 0) {
                watch(executor);
                return true;
            }
            ExecutorRate rate = ExecutorBench.measure(executor, batch, Duration.ofSeconds(seconds));
            System.out.println("%-11s %-7s %5.2f %7.2f M/s %6.0f ns %6.0f ns"
                    .formatted(
                            provider.name(),
                            isa.label(),
                            rate.perSecond() / 1e6,
                            rate.perProcessorSecond() / 1e6,
                            rate.callerTime(),
                            rate.childTime()));
            return true;
        } catch (EngineMissingException e) {
            return false;
        }
    }

    private void watch(Executor executor) {
        MemoryUse use = ExecutorBench.endure(executor, batch, snippets);
        System.out.println("%-11s %-7s %8d %7.2f %8s %8s %8s %8s"
                .formatted(
                        executor.name(),
                        executor.isa().label(),
                        use.snippets(),
                        use.perSecond() / 1e6,
                        mebibytes(use.start()),
                        mebibytes(use.early()),
                        mebibytes(use.late()),
                        mebibytes(use.growth())));
        if (use.growth() > growth * MEBIBYTE) {
            System.err.println("error: the memory grew by more than " + growth + " MiB");
            grew = true;
        }
    }

    private static String mebibytes(long bytes) {
        return "%.1f M".formatted((double) bytes / MEBIBYTE);
    }
}
