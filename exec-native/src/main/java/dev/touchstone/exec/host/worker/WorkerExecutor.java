package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs snippets on this host's processor, in a worker process. While the worker runs one batch the next is
/// written.
public final class WorkerExecutor implements Executor {
    private static final int HALF = Layout.SHARED_BYTES / 2;
    private static final int MOST_IN_A_BATCH = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_RESTARTS_WITHOUT_PROGRESS = 3;

    private final WorkerProgram program;
    private final WorkerHost host;
    private final SharedMemory shared;
    private final Slots slots;
    private @Nullable WorkerProcess worker;
    private boolean closed;

    private WorkerExecutor(WorkerHost host, WorkerProgram program, SharedMemory shared) {
        this.host = host;
        this.program = program;
        this.shared = shared;
        this.slots = host.slots(program, shared.segment());
    }

    /// Starts a worker for one of the two x86 sets.
    ///
    /// @throws EngineMissingException if this host has no such mode, or refuses
    public static WorkerExecutor open(Isa isa) throws EngineMissingException {
        return open(isa, new NativeHost());
    }

    static WorkerExecutor open(Isa isa, WorkerHost host) throws EngineMissingException {
        WorkerProgram program = host.program(isa);
        SharedMemory shared = new SharedMemory("touchstone-slots", Layout.SHARED_BYTES);
        WorkerExecutor executor = new WorkerExecutor(host, program, shared);
        try {
            executor.worker = WorkerProcess.start(host, program, shared);
            return executor;
        } catch (WorkerException e) {
            shared.close();
            throw new EngineMissingException(host.name(), String.valueOf(e.getMessage()), "");
        }
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public String version() {
        return host.version();
    }

    @Override
    public Isa isa() {
        return program.isa();
    }

    @Override
    public boolean hasFeature(String feature) {
        return host.hasFeature(feature);
    }

    @Override
    public int carriedBytes(RegisterSet.Register register) {
        return host.carriedBytes(register);
    }

    @Override
    public Outcome run(Snippet snippet) {
        return runAll(List.of(snippet)).getFirst();
    }

    @Override
    public List<Outcome> runAll(List<Snippet> snippets) {
        if (closed) {
            throw new IllegalStateException("the " + name() + " executor for " + program.isa() + " is closed");
        }
        Outcome[] outcomes = new Outcome[snippets.size()];
        @Nullable Batch running = null;
        int next = 0;
        int half = 0;
        try {
            while (next < outcomes.length || running != null) {
                Batch filled = new Batch(half);
                next = fill(filled, snippets, next, outcomes);
                if (running != null) {
                    finish(running);
                }
                Batch done = running;
                running = filled.isEmpty() ? null : filled;
                if (running != null) {
                    submit(running, 0);
                }
                if (done != null) {
                    done.read(outcomes);
                }
                half = HALF - half;
            }
        } catch (RuntimeException e) {
            // The worker may be at work still; the next call starts a new one.
            stop();
            throw e;
        }
        return Arrays.asList(outcomes);
    }

    /// Writes as many slots as there is room for, and answers the first snippet that had none.
    private int fill(Batch batch, List<Snippet> snippets, int from, Outcome[] outcomes) {
        int i = from;
        for (; i < outcomes.length && batch.count() < MOST_IN_A_BATCH; i++) {
            Snippet snippet = snippets.get(i);
            String refusal = slots.refusal(snippet);
            if (refusal != null) {
                outcomes[i] = new Outcome.NotRun(refusal);
            } else if (!batch.add(i, snippet)) {
                break;
            }
        }
        return i;
    }

    private void submit(Batch batch, int from) {
        if (worker != null) {
            worker.submit(Layout.SHARED + batch.slots[from], batch.count() - from);
        }
    }

    /// Waits until the whole batch is done; a worker that dies is replaced, and goes on behind the snippet that
    /// ended it.
    private void finish(Batch batch) {
        int restarts = 0;
        int from = 0;
        while (worker == null || !worker.await(PATIENCE.plus(batch.patience))) {
            String ending = worker == null ? "" : worker.ending();
            stop();
            int done = from;
            while (done < batch.count() && slots.status(batch.slots[done]) >= Layout.COMPLETED) {
                done++;
            }
            if (done < batch.count() && slots.status(batch.slots[done]) == Layout.RUNNING) {
                batch.culprit(done++);
            } else if (done == from && ++restarts > MOST_RESTARTS_WITHOUT_PROGRESS) {
                throw new IllegalStateException(
                        "the " + name() + " worker for " + program.isa() + " dies each time: " + ending);
            }
            if (done >= batch.count()) {
                return;
            }
            try {
                worker = WorkerProcess.start(host, program, shared);
            } catch (WorkerException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            from = done;
            submit(batch, from);
        }
    }

    private void stop() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            stop();
            shared.close();
        }
    }

    /// The slots of one half of the shared memory.
    private final class Batch {
        private final int end;
        private final List<Snippet> snippets = new ArrayList<>();
        private final int[] slots = new int[MOST_IN_A_BATCH];
        private final int[] indices = new int[MOST_IN_A_BATCH];
        private final boolean[] fatal = new boolean[MOST_IN_A_BATCH];
        private int position;
        private Duration patience = Duration.ZERO;

        Batch(int start) {
            position = start;
            end = start + HALF;
        }

        int count() {
            return snippets.size();
        }

        boolean isEmpty() {
            return snippets.isEmpty();
        }

        boolean add(int index, Snippet snippet) {
            int bytes = WorkerExecutor.this.slots.bytes(snippet);
            if (position + bytes > end) {
                return false;
            }
            WorkerExecutor.this.slots.write(position, snippet);
            slots[count()] = position;
            indices[count()] = index;
            snippets.add(snippet);
            position += bytes;
            patience = patience.plus(snippet.timeout()).plus(snippet.timeout());
            return true;
        }

        void culprit(int at) {
            fatal[at] = true;
        }

        void read(Outcome[] outcomes) {
            for (int i = 0; i < count(); i++) {
                Snippet snippet = snippets.get(i);
                outcomes[indices[i]] = fatal[i]
                        ? new Outcome.Faulted(FaultKind.OTHER, AddressMap.CODE + snippet.entry(), 0, null)
                        : WorkerExecutor.this.slots.read(slots[i], snippet);
            }
        }
    }
}
