package dev.touchstone.cli;

import dev.touchstone.conformance.check.Checker;
import dev.touchstone.isa.Isa;
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
    private int done;

    private CheckProgress(boolean terminal) {
        this.terminal = terminal;
    }

    static CheckProgress start() {
        return new CheckProgress(System.console() != null && System.console().isTerminal());
    }

    @Override
    public synchronized void at(Isa isa, int newlyDone, int total) {
        if (isa != current) {
            close();
            current = isa;
            done = 0;
            if (terminal) {
                bar = new ProgressBarBuilder()
                        .setTaskName(isa.label())
                        .setInitialMax(total)
                        .setUnit(" forms", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
            }
        }
        int before = done * PLAIN_STEPS / total;
        done += newlyDone;
        if (bar != null) {
            bar.stepBy(newlyDone);
        } else if (done * PLAIN_STEPS / total > before) {
            System.err.println("check " + isa + ": " + done + " of " + total + " forms");
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
