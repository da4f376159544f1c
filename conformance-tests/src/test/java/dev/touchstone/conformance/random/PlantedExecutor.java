package dev.touchstone.conformance.random;

import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.util.function.BiPredicate;

/// An executor that has one register wrong after some programs.
///
/// @param wrong for which code and initial state
record PlantedExecutor(Executor real, String register, BiPredicate<byte[], MachineState> wrong) implements Executor {
    @Override
    public String name() {
        return "planted";
    }

    @Override
    public Isa isa() {
        return real.isa();
    }

    @Override
    public boolean hasFeature(String feature) {
        return real.hasFeature(feature);
    }

    @Override
    public Outcome run(Snippet snippet) {
        Outcome outcome = real.run(snippet);
        if (!(outcome instanceof Outcome.Completed(MachineState state))
                || !wrong.test(snippet.linkedCode(), snippet.initial())) {
            return outcome;
        }
        MachineState other = state.copy();
        other.set(register, state.get(register) ^ 1);
        return new Outcome.Completed(other);
    }

    @Override
    public void close() {
        // the real one is its opener's
    }
}
