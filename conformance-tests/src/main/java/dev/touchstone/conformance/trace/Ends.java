package dev.touchstone.conformance.trace;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares how the same snippet ended in two ways of running it. Nothing is masked: it is one engine.
final class Ends {
    private Ends() {}

    /// What is different; states as `rax=0x1, stepped 0x2`.
    static List<String> differences(Outcome whole, Outcome stepped) {
        List<String> differences = new ArrayList<>();
        if (!brief(whole).equals(brief(stepped))) {
            differences.add(brief(whole));
        }
        MachineState one = state(whole);
        MachineState other = state(stepped);
        if (one != null && other != null) {
            for (Step.Change change : Step.of(0, new byte[0], other, one).changes()) {
                differences.add(ChangeText.place(change) + "=" + ChangeText.after(change) + ", stepped "
                        + ChangeText.before(change));
            }
            String pointer = counter(one);
            if (differences.isEmpty() && one.get(pointer) != other.get(pointer)) {
                differences.add(pointer + "=0x%x, stepped 0x%x".formatted(one.get(pointer), other.get(pointer)));
            }
        }
        return differences;
    }

    private static String counter(MachineState state) {
        return switch (state.isa()) {
            case X86_64 -> "rip";
            case X86_32 -> "eip";
            case A64, A32, T32 -> "pc";
        };
    }

    private static @Nullable MachineState state(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed(var state) -> state;
            case Outcome.Faulted fault -> fault.state();
            case Outcome.TimedOut _ -> null;
            case Outcome.NotRun _ -> null;
        };
    }

    static String brief(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed _ -> "completed";
            case Outcome.Faulted fault ->
                "faulted: %s at pc 0x%x, address 0x%x".formatted(fault.kind(), fault.pc(), fault.address());
            case Outcome.TimedOut _ -> "timed out";
            case Outcome.NotRun(String reason) -> reason;
        };
    }
}
