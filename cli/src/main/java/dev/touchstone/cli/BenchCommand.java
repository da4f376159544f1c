package dev.touchstone.cli;

import dev.touchstone.conformance.bench.ExecutorBench;
import dev.touchstone.conformance.bench.ExecutorRate;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
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
            "Example: touchstone bench --isa x86-64 --isa x86 --executor native"
        })
final class BenchCommand implements Callable<Integer> {
    @Option(names = "--isa", description = "one set only; may be repeated (default: all)")
    private List<Isa> isas = List.of(Isa.values());

    @Option(names = "--executor", description = "one engine only, as doctor names it (default: all)", defaultValue = "")
    private String name = "";

    @Option(names = "--batch", description = "snippets a batch (default: ${DEFAULT-VALUE})", defaultValue = "1000")
    private int batch;

    @Option(names = "--seconds", description = "that each is measured (default: ${DEFAULT-VALUE})", defaultValue = "3")
    private int seconds;

    @Override
    public Integer call() {
        if (batch < 1 || seconds < 1) {
            System.err.println("error: --batch and --seconds are at least 1");
            return 2;
        }
        boolean any = false;
        System.out.println("engine      set      M/s    one core   caller    worker");
        for (ExecutorProvider provider : ServiceLoader.load(ExecutorProvider.class)) {
            for (Isa isa : isas) {
                if (name.isEmpty() || provider.name().equals(name)) {
                    any |= measure(provider, isa);
                }
            }
        }
        return any ? 0 : 1;
    }

    private boolean measure(ExecutorProvider provider, Isa isa) {
        try (Executor executor = provider.open(isa)) {
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
}
