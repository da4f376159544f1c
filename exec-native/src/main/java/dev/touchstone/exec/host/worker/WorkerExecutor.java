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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs snippets on this host's processor, in a worker process. While the worker runs one batch the next is
/// written.
public final class WorkerExecutor implements Executor {
    private static final int HALF = Layout.SHARED_BYTES / 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
                Batch filled = new Batch(slots, half, half + HALF);
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
        for (; i < outcomes.length; i++) {
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
            worker.submit(batch.address(from), to - from);
        }
    }

    private boolean await(Batch batch, int from, int to) {
        return worker != null
                && worker.await(batch.address(from), to - from, PATIENCE.plus(batch.timeouts()))
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
}
