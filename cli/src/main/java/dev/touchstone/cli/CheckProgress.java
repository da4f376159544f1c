package dev.touchstone.cli;

import dev.touchstone.conformance.check.Checker;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows how far a check is, on standard error: a bar on a terminal, else a plain line now and then.
final class CheckProgress implements Checker.Progress, AutoCloseable {
    private static final int PLAIN_STEPS = 4;

    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private @Nullable Isa current;
    private final Map<Isa, Integer> done = new EnumMap<>(Isa.class);

    private CheckProgress(boolean terminal) {
        this.terminal = terminal;
    }

    static CheckProgress start() {
        return new CheckProgress(System.console() != null && System.console().isTerminal());
    }

    @Override
    public synchronized void at(Isa isa, int newlyDone, int total) {
        int before = done.getOrDefault(isa, 0);
        int now = before + newlyDone;
        done.put(isa, now);
        if (isa != current) { // for a moment two sets may take turns
            close();
            current = isa;
            if (terminal) {
                bar = new ProgressBarBuilder()
                        .setTaskName(isa.label())
                        .setInitialMax(total)
                        .startsFrom(before, Duration.ZERO)
                        .setUnit(" forms", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
            }
        }
        if (bar != null) {
            bar.stepBy(newlyDone);
        } else if (now * PLAIN_STEPS / total > before * PLAIN_STEPS / total) {
            System.err.println("check " + isa + ": " + now + " of " + total + " forms");
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
