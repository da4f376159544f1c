package dev.touchstone.exec.emulated;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Stops runs that take too long, from one thread for all machines: Unicorn's own timeout starts a thread for
/// each run.
final class Watchdog {
    private static final long TICK = 2_000_000;
    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();
    private static boolean started;

    private Watchdog() {}

    /// A watch over one executor's runs.
    static final class Watch implements AutoCloseable {
        private static final int IDLE = 0;
        private static final int RUNNING = 1;
        private static final int STOPPING = 2;
        private static final int STOPPED = 3;

        private final AtomicInteger phase = new AtomicInteger(IDLE);
        // Of the run; written before the phase is set, and read after it.
        private long deadline;
        private @Nullable UnicornMachine machine;

        /// A run begins.
        ///
        /// @param deadline as [System#nanoTime()]
        void begin(long deadline, UnicornMachine machine) {
            this.deadline = deadline;
            this.machine = machine;
            phase.setRelease(RUNNING);
        }

        /// The run is over; answers whether it was stopped. After this `stop` isn't called any more.
        boolean end() {
            while (true) {
                if (phase.compareAndSet(RUNNING, IDLE)) {
                    return false;
                }
                if (phase.compareAndSet(STOPPED, IDLE)) {
                    return true;
                }
                Thread.onSpinWait();
            }
        }

        private void tick(long now) {
            // Again and again while it runs: a stop that comes just before the start is lost.
            int p = phase.get();
            if ((p == RUNNING || p == STOPPED) && now - deadline > 0 && phase.compareAndSet(p, STOPPING)) {
                // It may be the next run by now, but it can't end while this looks.
                UnicornMachine running = machine;
                boolean late = now - deadline > 0;
                if (late && running != null) {
                    running.stop();
                }
                phase.set(late ? STOPPED : p);
            }
        }

        @Override
        public void close() {
            WATCHES.remove(this);
        }
    }

    static synchronized Watch watch() {
        Watch watch = new Watch();
        WATCHES.add(watch);
        if (!started) {
            started = true;
            Thread.ofPlatform().daemon().name("touchstone-watchdog").start(Watchdog::loop);
        }
        return watch;
    }

    private static void loop() {
        while (true) {
            LockSupport.parkNanos(WATCHES.isEmpty() ? 20 * TICK : TICK);
            long now = System.nanoTime();
            WATCHES.forEach(watch -> watch.tick(now));
        }
    }
}
