package dev.touchstone.exec.emulated;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A machine that serves many runs, and is opened when it is needed. One that is never opened anew ends the process
/// after about a million runs.
final class Reused<M> implements AutoCloseable {
    private static final int RUNS = 20_000;

    private final Supplier<M> open;
    private final Consumer<? super M> close;
    private @Nullable M machine;
    private int runs;

    Reused(Supplier<M> open, Consumer<? super M> close) {
        this.open = open;
        this.close = close;
    }

    /// The machine for one more run.
    M next() {
        if (++runs > RUNS) {
            close();
        }
        M m = machine;
        if (m == null) {
            m = open.get();
            machine = m;
            runs = 1;
        }
        return m;
    }

    /// Closes it; the next run gets another.
    @Override
    public void close() {
        if (machine != null) {
            close.accept(machine);
            machine = null;
        }
    }
}
