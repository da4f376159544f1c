package dev.touchstone.cli;

import dev.touchstone.conformance.sweep.SweepOptions;
import dev.touchstone.conformance.sweep.SweepReport;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows how far a sweep is, on standard error: a bar on a terminal, else a line now and then.
final class SweepProgress implements AutoCloseable {
    private static final long SECONDS_BETWEEN_LINES = 30;

    private final @Nullable ProgressBar bar;
    private final long words;
    private final long earlier;
    private final long start = System.nanoTime();
    private long lines;

    SweepProgress(SweepOptions options, @Nullable SweepReport earlier) {
        this.words = options.span().words();
        this.earlier = earlier == null ? 0 : done(earlier);
        boolean terminal = System.console() != null && System.console().isTerminal();
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName(options.isa().label())
                        .setInitialMax(words)
                        .startsFrom(this.earlier, java.time.Duration.ZERO)
                        .setUnit("k words", 1000)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build()
                : null;
    }

    void at(SweepReport report) {
        long done = done(report);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (bar != null) {
            bar.stepTo(done);
        } else if (seconds > SECONDS_BETWEEN_LINES * (lines + 1)) {
            lines = (long) (seconds / SECONDS_BETWEEN_LINES);
            System.err.printf(
                    "sweep %s: %.1f %% of %,d words, %,.0f a second%n",
                    report.isa(), 100.0 * done / words, words, (done - earlier) / seconds);
        }
    }

    private static long done(SweepReport report) {
        return report.done().stream().mapToLong(SweepOptions.Span::words).sum();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
