package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.engines.Host;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
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
    /// In nanoseconds; so that those of a batch have a sum.
    private static final long MOST_TIMEOUT = Duration.ofDays(30).toNanos();

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
        return open(isa, Host.current().isWindows() ? new WindowsHost() : new NativeHost());
    }

    static WorkerExecutor open(Isa isa, WorkerHost host) throws EngineMissingException {
        WorkerProgram program = host.program(isa);
        SharedMemory shared = host.share(2 * Layout.SHARED_BYTES);
        WorkerExecutor executor = new WorkerExecutor(host, program, shared);
        try {
            executor.worker = host.launch(program, shared);
        } catch (WorkerException e) {
            shared.close();
            throw new EngineMissingException(host.name(), String.valueOf(e.getMessage()), "");
        }
        if (isa == Isa.X86_32 && !executor.runsAnything()) {
            executor.close();
            throw new EngineMissingException(host.name(), "this kernel lets no program run 32-bit code", "");
        }
        return executor;
    }

    private boolean runsAnything() {
        CodeImage nothing = new CodeBuffer(MachineLanguages.of(isa()).machine()).toImage();
        return run(Snippet.of(isa(), nothing, new MachineState(isa(), 0, 0))) instanceof Outcome.Completed;
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
                    submit(running, 0, running.count());
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

    /// Waits until the whole batch is done. If the worker ended, hangs, or shows damage, nothing that it left
    /// behind counts.
    private void finish(Batch batch) {
        if (!await(batch, 0, batch.count())) {
            stop();
            runAgain(batch, 0, batch.count());
            start();
        }
    }

    /// Runs some of a batch in a new worker, which stands elsewhere: a store that met the old one faults there.
    /// If that goes wrong too they are parted, down to the one that does it.
    private void runAgain(Batch batch, int from, int to) {
        if (from == to) {
            return;
        }
        start();
        boolean done = run(batch, from, to);
        // What one of them did to the worker may show only when it runs on.
        boolean well = done && run(batch, from, from + 1);
        String ending = well || worker == null ? "" : worker.ending();
        stop();
        if (well) {
            return;
        }
        if (to - from == 1) {
            batch.culprit(from, ending);
        } else if (done) {
            int middle = from + (to - from) / 2;
            runAgain(batch, from, middle);
            runAgain(batch, middle, to);
        } else {
            int suspect = batch.running(from, to);
            runAgain(batch, from, suspect);
            runAgain(batch, suspect, suspect + 1);
            runAgain(batch, suspect + 1, to);
        }
    }

    private boolean run(Batch batch, int from, int to) {
        batch.reset(from, to);
        submit(batch, from, to);
        return await(batch, from, to);
    }

    private void submit(Batch batch, int from, int to) {
        if (worker != null) {
            worker.submit(Layout.SHARED + batch.slots[from], to - from);
        }
    }

    private boolean await(Batch batch, int from, int to) {
        return worker != null
                && worker.await(Layout.SHARED + batch.slots[from], to - from, PATIENCE.plusNanos(batch.patience))
                && batch.isDone(from, to);
    }

    private void start() {
        try {
            worker = host.launch(program, shared);
        } catch (WorkerException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// How far above its place in [Layout] the worker stands; 0 if there is none.
    long hidden() {
        return worker == null ? 0 : worker.hidden();
    }

    /// The worker; null if there is none.
    @Nullable
    ProcessHandle process() {
        return worker == null ? null : worker.handle();
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
        private final @Nullable String[] endings = new @Nullable String[MOST_IN_A_BATCH];
        private int position;
        /// In nanoseconds, beyond [#PATIENCE].
        private long patience;

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
            patience += 2 * Math.min(snippet.timeout().toNanos(), MOST_TIMEOUT);
            return true;
        }

        void reset(int from, int to) {
            for (int i = from; i < to; i++) {
                WorkerExecutor.this.slots.reset(slots[i]);
            }
        }

        /// Whether they all have an outcome.
        boolean isDone(int from, int to) {
            for (int i = from; i < to; i++) {
                int status = WorkerExecutor.this.slots.status(slots[i]);
                if (status < Layout.COMPLETED || status > Layout.TIMED_OUT) {
                    return false;
                }
            }
            return true;
        }

        /// The one whose run did not end; the middle one if there is none.
        int running(int from, int to) {
            for (int i = from; i < to; i++) {
                if (WorkerExecutor.this.slots.status(slots[i]) == Layout.RUNNING) {
                    return i;
                }
            }
            return from + (to - from) / 2;
        }

        void culprit(int at, String ending) {
            endings[at] = ending;
        }

        void read(Outcome[] outcomes) {
            for (int i = 0; i < count(); i++) {
                String ending = endings[i];
                outcomes[indices[i]] = ending != null
                        ? new Outcome.NotRun("it damages the worker that runs it: " + ending)
                        : WorkerExecutor.this.slots.read(slots[i], snippets.get(i));
            }
        }
    }
}
