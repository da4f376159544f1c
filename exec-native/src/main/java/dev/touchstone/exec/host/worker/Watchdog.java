package dev.touchstone.exec.host.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Ends a process that does not answer in time. The worker gives up on endless snippets itself; this is for a
/// worker that can't. Arming it costs two stores.
final class Watchdog implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("touchstone-watchdog").unstarted(task));
    private static final long OFF = Long.MAX_VALUE;

    private final long start = System.nanoTime();
    private final ScheduledFuture<?> look;
    /// In nanoseconds since the start.
    private volatile long deadline = OFF;

    Watchdog(Process process) {
        look = CLOCK.scheduleAtFixedRate(
                () -> {
                    if (System.nanoTime() - start > deadline) {
                        process.destroyForcibly();
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    void arm(Duration patience) {
        deadline = System.nanoTime() - start + patience.toNanos();
    }

    void disarm() {
        deadline = OFF;
    }

    @Override
    public void close() {
        look.cancel(false);
    }
}
