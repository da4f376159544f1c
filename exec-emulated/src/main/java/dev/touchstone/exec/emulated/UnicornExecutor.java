package dev.touchstone.exec.emulated;

import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.FeatureTable;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.Step;
import dev.touchstone.exec.TracingExecutor;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs snippets of one set under Unicorn.
final class UnicornExecutor implements TracingExecutor {
    /// A status of ours: the run took too long.
    private static final int STOPPED = -1;

    /// What a step of a trace may take on average, with whoever is told it.
    private static final Duration MOST_FOR_A_STEP = Duration.ofMillis(10);

    static final FeatureTable FEATURES = new FeatureTable(UnicornExecutor.class, "unicorn-2.features");

    private final Unicorn unicorn;
    private final Guest guest;
    private final Scrutiny scrutiny;
    private final Watchdog.Watch watch = Watchdog.watch();
    private final Reused<UnicornMachine> hot;
    private final Reused<UnicornMachine> whole;
    private final Reused<Trace> tracer;

    UnicornExecutor(Unicorn unicorn, Isa isa) {
        this.unicorn = unicorn;
        this.guest = Guest.of(isa);
        this.scrutiny = Scrutiny.of(isa);
        hot = new Reused<>(() -> new UnicornMachine(unicorn, guest, true), UnicornMachine::close);
        whole = new Reused<>(() -> new UnicornMachine(unicorn, guest, false), UnicornMachine::close);
        tracer = new Reused<>(() -> Trace.open(unicorn, guest, scrutiny), Trace::close);
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
        return isa() == Isa.A64 && ScalableRegisters.has(register) ? register.bytes() : guest.carriedBytes(register);
    }

    @Override
    public int carriedBytes(RegisterSet.Register register, Snippet snippet) {
        return isa() == Isa.A64 && ScalableRegisters.areUsed(snippet.linkedCode())
                ? carriedBytes(register)
                : guest.carriedBytes(register);
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
        UnicornMachine m = hot.next();
        if (m.takes(snippet.initial())) {
            int status = start(m, snippet, linked, snippet.timeout());
            MachineState end = status == UnicornStatus.OK ? m.stateAtEnd(snippet) : null;
            if (end != null) {
                return new Outcome.Completed(end);
            }
            if (status == STOPPED) {
                hot.close();
                return new Outcome.TimedOut();
            }
            if (status != UnicornStatus.WRITE_PROTECTED) {
                return watched(snippet, linked);
            }
        }
        return whole(snippet, linked);
    }

    /// Runs it where it can write to all that is writable.
    private Outcome whole(Snippet snippet, byte[] linked) {
        UnicornMachine m = whole.next();
        int status = start(m, snippet, linked, snippet.timeout());
        MachineState end = status == UnicornStatus.OK ? m.stateAtEnd(snippet) : null;
        if (end != null) {
            return new Outcome.Completed(end);
        }
        if (status == STOPPED) {
            whole.close();
            return new Outcome.TimedOut();
        }
        return watched(snippet, linked);
    }

    /// Loads it and runs it; answers Unicorn's status, or [#STOPPED].
    private int start(UnicornMachine m, Snippet snippet, byte[] linked, Duration timeout) {
        m.load(snippet, linked);
        watch.begin(System.nanoTime() + timeout.toNanos(), m);
        int status;
        boolean stopped;
        try {
            status = m.run(snippet);
        } finally {
            stopped = watch.end();
        }
        return stopped ? STOPPED : status;
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
        Trace t = tracer.next();
        StepRecorder recorder = new StepRecorder(t.machine(), snippet, limit, steps);
        try {
            Duration most = snippet.timeout().multipliedBy(10).plus(MOST_FOR_A_STEP.multipliedBy(limit));
            Outcome outcome = watched(t, snippet, snippet.linkedCode(), recorder, most);
            return recorder.wasCut() ? Optional.empty() : Optional.of(outcome);
        } catch (RuntimeException e) {
            tracer.close();
            throw e;
        }
    }

    /// Runs it on a machine that tells each instruction: what must be watched, and once more what faulted.
    private Outcome watched(Snippet snippet, byte[] linked) {
        return watched(tracer.next(), snippet, linked, null, snippet.timeout().multipliedBy(10));
    }

    private Outcome watched(
            Trace t, Snippet snippet, byte[] linked, @Nullable StepRecorder recorder, Duration timeout) {
        t.prepare(linked, recorder);
        int status = start(t.machine(), snippet, linked, timeout);
        long end = t.machine().programCounter();
        MachineState state = t.machine().state(snippet);
        if (recorder != null) {
            recorder.ends(state);
        }
        boolean quiet = status == UnicornStatus.OK && t.exception() < 0 && t.finding() == null;
        if (quiet && end == snippet.end()) {
            return new Outcome.Completed(state);
        }
        if (status == STOPPED) {
            tracer.close();
        }
        return switch (t.finding()) {
            case Scrutiny.Finding.CanNotRun(String reason) -> new Outcome.NotRun(reason);
            case Scrutiny.Finding.Faults(FaultKind kind) -> new Outcome.Faulted(kind, t.pc(), 0, state);
            case null -> {
                if (status == STOPPED) {
                    yield new Outcome.TimedOut();
                }
                // No error away from the end: an instruction that gives control to the system.
                FaultKind kind = quiet ? FaultKind.SYSTEM : UnicornStatus.kind(guest, status, t.exception());
                yield new Outcome.Faulted(kind, t.pc() < 0 ? end : t.pc(), t.address(), state);
            }
        };
    }

    @Override
    public void close() {
        watch.close();
        hot.close();
        whole.close();
        tracer.close();
    }
}
