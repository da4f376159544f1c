package dev.touchstone.conformance;

import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An executor that gives what a test wants.
///
/// @param real the one whose features and registers it has, which closes with it; null for one that has all
/// @param answer what it makes of a snippet
public record FakeExecutor(String name, Isa isa, @Nullable Executor real, Function<Snippet, Outcome> answer)
        implements Executor {
    /// One for x86-64 that has all features.
    public FakeExecutor(String name, Function<Snippet, Outcome> answer) {
        this(name, Isa.X86_64, null, answer);
    }

    /// One like another, but for its answers.
    public static FakeExecutor like(Executor real, String name, Function<Snippet, Outcome> answer) {
        return new FakeExecutor(name, real.isa(), real, answer);
    }

    /// One that is called `planted` and has bits of a register wrong in the state that another ends with.
    ///
    /// @param wrong in which runs
    public static FakeExecutor wrongIn(Executor real, String register, long bits, BiPredicate<Snippet, Outcome> wrong) {
        return like(real, "planted", snippet -> {
            Outcome outcome = real.run(snippet);
            return wrong.test(snippet, outcome) ? spoilt(outcome, register, bits) : outcome;
        });
    }

    private static Outcome spoilt(Outcome outcome, String register, long bits) {
        return switch (outcome) {
            case Outcome.Completed(MachineState state) -> new Outcome.Completed(spoilt(state, register, bits));
            case Outcome.Faulted(var kind, long pc, long address, @Nullable MachineState state) ->
                new Outcome.Faulted(kind, pc, address, state == null ? null : spoilt(state, register, bits));
            case Outcome.TimedOut timedOut -> timedOut;
            case Outcome.NotRun notRun -> notRun;
        };
    }

    private static MachineState spoilt(MachineState state, String register, long bits) {
        MachineState copy = state.copy();
        copy.set(register, copy.get(register) ^ bits);
        return copy;
    }

    @Override
    public boolean hasFeature(String feature) {
        return real == null || real.hasFeature(feature);
    }

    @Override
    public int carriedBytes(Register register) {
        return real == null ? register.bytes() : real.carriedBytes(register);
    }

    @Override
    public int carriedBytes(Register register, Snippet snippet) {
        return real == null ? register.bytes() : real.carriedBytes(register, snippet);
    }

    @Override
    public Outcome run(Snippet snippet) {
        return answer.apply(snippet);
    }

    @Override
    public void close() {
        if (real != null) {
            real.close();
        }
    }
}
