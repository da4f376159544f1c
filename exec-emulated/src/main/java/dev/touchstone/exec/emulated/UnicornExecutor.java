package dev.touchstone.exec.emulated;

import dev.touchstone.exec.Executor;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.FeatureTable;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.Step;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs snippets of one set under Unicorn.
final class UnicornExecutor implements Executor {
    /// An engine that is never reopened ends the process after about a million runs.
    private static final int RUNS_PER_ENGINE = 20_000;

    /// What a step of a trace may take on average, with whoever is told it.
    private static final Duration MOST_FOR_A_STEP = Duration.ofMillis(10);

    static final FeatureTable FEATURES = new FeatureTable(UnicornExecutor.class, "unicorn-2.features");

    private final Unicorn unicorn;
    private final Guest guest;
    private final Scrutiny scrutiny;
    private final Watchdog.Watch watch = Watchdog.watch();
    private @Nullable UnicornMachine machine;
    private @Nullable Trace tracer;
    private int runs;
    private int tracedRuns;

    UnicornExecutor(Unicorn unicorn, Isa isa) {
        this.unicorn = unicorn;
        this.guest = Guest.of(isa);
        this.scrutiny = Scrutiny.of(isa);
    }

    @Override
    public String name() {
        return UnicornProvider.NAME;
    }

    @Override
    public String version() {
        return unicorn.library().version();
    }

    @Override
    public int carriedBytes(RegisterSet.Register register) {
        return guest.carriedBytes(register);
    }

    @Override
    public Isa isa() {
        return guest.isa();
    }

    @Override
    public boolean hasFeature(String feature) {
        return FEATURES.has(isa(), feature);
    }

    @Override
    public Outcome run(Snippet snippet) {
        if (snippet.isa() != isa()) {
            return otherSet(snippet);
        }
        byte[] linked = snippet.linkedCode();
        if (scrutiny.suspects(linked)) {
            return watched(snippet, linked);
        }
        UnicornMachine m = machine();
        m.load(snippet, linked);
        watch.begin(System.nanoTime() + snippet.timeout().toNanos(), m::stop);
        int status;
        boolean stopped;
        try {
            status = m.run(snippet);
        } finally {
            stopped = watch.end();
        }
        if (!stopped && status == UnicornStatus.OK) {
            MachineState state = m.state(snippet.initial());
            if (m.programCounter(state) == snippet.end()) {
                return new Outcome.Completed(state);
            }
        }
        // Whatever went wrong may have left traces: the next run gets a fresh engine.
        closeMachine();
        return stopped ? new Outcome.TimedOut() : watched(snippet, linked);
    }

    private Outcome.NotRun otherSet(Snippet snippet) {
        return new Outcome.NotRun("the snippet is of " + snippet.isa() + ", this executor of " + isa());
    }

    @Override
    public Optional<Outcome> trace(Snippet snippet, int limit, Consumer<? super Step> steps) {
        if (limit < 1) {
            throw new IllegalArgumentException("a trace has at least 1 step, not " + limit);
        }
        if (snippet.isa() != isa()) {
            return Optional.of(otherSet(snippet));
        }
        Trace t = tracer();
        StepRecorder recorder = new StepRecorder(t.machine(), snippet, limit, steps);
        try {
            Duration most = snippet.timeout().multipliedBy(10).plus(MOST_FOR_A_STEP.multipliedBy(limit));
            Outcome outcome = watched(t, snippet, snippet.linkedCode(), recorder, most);
            return recorder.wasCut() ? Optional.empty() : Optional.of(outcome);
        } catch (RuntimeException e) {
            closeTracer();
            throw e;
        }
    }

    /// Runs it on a machine that tells each instruction: what must be watched, and once more what faulted.
    private Outcome watched(Snippet snippet, byte[] linked) {
        return watched(tracer(), snippet, linked, null, snippet.timeout().multipliedBy(10));
    }

    private Outcome watched(
            Trace t, Snippet snippet, byte[] linked, @Nullable StepRecorder recorder, Duration timeout) {
        t.load(snippet, linked, recorder);
        watch.begin(System.nanoTime() + timeout.toNanos(), t.machine()::stop);
        int status;
        boolean stopped;
        try {
            status = t.machine().run(snippet);
        } finally {
            stopped = watch.end();
        }
        MachineState state = t.machine().state(snippet.initial());
        if (recorder != null) {
            recorder.ends(state);
        }
        long end = t.machine().programCounter(state);
        boolean quiet = status == UnicornStatus.OK && t.exception() < 0 && t.finding() == null;
        if (!stopped && quiet && end == snippet.end()) {
            return new Outcome.Completed(state);
        }
        closeTracer();
        return switch (t.finding()) {
            case Scrutiny.Finding.CanNotRun(String reason) -> new Outcome.NotRun(reason);
            case Scrutiny.Finding.Faults(FaultKind kind) -> new Outcome.Faulted(kind, t.pc(), 0, state);
            case null -> {
                if (stopped) {
                    yield new Outcome.TimedOut();
                }
                // No error away from the end: an instruction that gives control to the system.
                FaultKind kind = quiet ? FaultKind.SYSTEM : UnicornStatus.kind(guest, status, t.exception());
                yield new Outcome.Faulted(kind, t.pc() < 0 ? end : t.pc(), t.address(), state);
            }
        };
    }

    private Trace tracer() {
        Trace t = tracer;
        if (t == null || tracedRuns >= RUNS_PER_ENGINE) {
            closeTracer();
            t = Trace.open(unicorn, guest, scrutiny);
            tracer = t;
            tracedRuns = 0;
        }
        tracedRuns++;
        return t;
    }

    private void closeTracer() {
        if (tracer != null) {
            tracer.close();
            tracer = null;
        }
    }

    private UnicornMachine machine() {
        UnicornMachine m = machine;
        if (m == null || runs >= RUNS_PER_ENGINE) {
            closeMachine();
            m = new UnicornMachine(unicorn, guest);
            machine = m;
            runs = 0;
        }
        runs++;
        return m;
    }

    private void closeMachine() {
        if (machine != null) {
            machine.close();
            machine = null;
        }
    }

    @Override
    public void close() {
        watch.close();
        closeMachine();
        closeTracer();
    }
}
