package dev.touchstone.conformance.programs;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.util.Optional;

/// A program, what it starts from, and what must be true when it has run.
public interface Program {
    /// What it does, in a few words: `gcd`.
    String name();

    Isa isa();

    /// The code, its arguments in registers and memory as the psABI of the set passes them. The run ends when it
    /// returns.
    Snippet snippet();

    /// What is wrong with a final state, or empty if it is right.
    Optional<String> complaint(MachineState end);

    /// What is wrong with an outcome, or empty if it is right.
    default Optional<String> complaint(Outcome outcome) {
        return outcome instanceof Outcome.Completed(MachineState end)
                ? complaint(end)
                : Optional.of(name() + " on " + isa() + ": " + outcome);
    }
}
