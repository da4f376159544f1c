package dev.touchstone.conformance.sweep;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Oracles;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Runs one shard of a sweep.
public final class Sweep {
    /// The oracle whose decoder knows all sets.
    private static final String ORACLE = "llvm";

    /// Blocks for each thread between two reports. Any thread takes the next one: blocks without instructions
    /// are done sooner than others.
    private static final int BLOCKS_A_STEP = 16;

    /// Hears how far a sweep is.
    @FunctionalInterface
    public interface Progress {
        /// @param report all so far; what is done is never given back, so it may be kept in a file
        void at(SweepReport report);
    }

    private final SweepOptions options;
    /// Those that are free.
    private final BlockingQueue<WordJudge> judges = new LinkedBlockingQueue<>();
    private final List<Oracle> oracles = new ArrayList<>();

    private Sweep(SweepOptions options) {
        this.options = options;
    }

    /// Sweeps what the options name, but for what an earlier report of the same shard has.
    ///
    /// @param earlier the report to go on from; null to begin
    /// @throws EngineMissingException if LLVM can't be had
    /// @throws IllegalArgumentException if the earlier report is of another sweep, or of another part of it
    public static SweepReport run(SweepOptions options, @Nullable SweepReport earlier, Progress progress)
            throws EngineMissingException, InterruptedException {
        Sweep sweep = new Sweep(options);
        try {
            sweep.open();
            return sweep.run(earlier, progress);
        } finally {
            sweep.oracles.forEach(Oracle::close);
        }
    }

    private void open() throws EngineMissingException {
        MachineLanguage language = MachineLanguages.of(options.isa());
        for (int i = 0; i < options.threads(); i++) {
            Oracle oracle = Oracles.open(ORACLE, options.isa());
            oracles.add(oracle);
            judges.add(new WordJudge(language, oracle));
        }
    }

    private SweepReport run(@Nullable SweepReport earlier, Progress progress) throws InterruptedException {
        SweepOptions.Span shard = options.span();
        SweepReport report = report(List.of(), new Tally());
        long next = shard.from();
        if (earlier != null) {
            report = earlier.plus(report); // which says what is wrong if it is another's
            if (earlier.done().size() > 1
                    || !earlier.done().isEmpty() && earlier.done().getFirst().from() != shard.from()) {
                throw new IllegalArgumentException("the earlier report is of another shard: it begins with 0x%08x"
                        .formatted(earlier.done().getFirst().from()));
            }
            next = earlier.done().isEmpty() ? next : earlier.done().getFirst().to() + 1;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
            while (next <= shard.to()) {
                List<Callable<Tally>> tasks = new ArrayList<>();
                long start = next;
                for (int i = 0; i < BLOCKS_A_STEP * options.threads() && next <= shard.to(); i++) {
                    long from = next;
                    long to = Math.min(shard.to(), (from / SweepOptions.BLOCK + 1) * SweepOptions.BLOCK - 1);
                    tasks.add(() -> block(new SweepOptions.Span(from, to)));
                    next = to + 1;
                }
                Tally tally = new Tally();
                for (Future<Tally> one : threads.invokeAll(tasks)) {
                    Tally done = result(one);
                    tally.addAll(done.counts(), done.groups());
                }
                report = report.plus(report(List.of(new SweepOptions.Span(start, next - 1)), tally));
                progress.at(report);
            }
        }
        return report;
    }

    private static Tally result(Future<Tally> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Tally block(SweepOptions.Span span) throws InterruptedException {
        WordJudge judge = judges.take();
        try {
            Tally tally = new Tally();
            judge.judge(span, tally);
            return tally;
        } finally {
            judges.add(judge);
        }
    }

    private SweepReport report(List<SweepOptions.Span> done, Tally tally) {
        Oracle oracle = oracles.getFirst();
        return new SweepReport(
                SweepReport.FORMAT,
                options.isa().label(),
                oracle.name() + " " + oracle.version(),
                options.from(),
                options.to(),
                done,
                tally.counts(),
                tally.groups());
    }
}
