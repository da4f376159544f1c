package dev.touchstone.exec.emulated;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.Step;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes steps of the instructions that a machine's hook meets: a step is told when the next one begins, or the
/// run ends.
final class StepRecorder {
    private final UnicornMachine machine;
    private final Snippet snippet;
    private final int limit;
    private final Consumer<? super Step> steps;
    private MachineState before;
    private long pc;
    private byte[] code = {};
    private int begun;
    private boolean cut;
    private @Nullable RuntimeException failure;

    /// @param limit the most steps
    StepRecorder(UnicornMachine machine, Snippet snippet, int limit, Consumer<? super Step> steps) {
        this.machine = machine;
        this.snippet = snippet;
        this.limit = limit;
        this.steps = steps;
        this.before = snippet.initial();
    }

    /// An instruction is about to run. False if the run is to be given up. Called from foreign code: throws
    /// nothing.
    boolean begins(long at, int size) {
        try {
            MachineState now = machine.state(snippet);
            if (begun > 0) {
                steps.accept(Step.of(pc, code, before, now));
            }
            if (begun == limit) {
                cut = true;
                return false;
            }
            before = now;
            pc = at;
            code = machine.code(at, size);
            begun++;
            return true;
        } catch (RuntimeException e) {
            failure = e;
            return false;
        }
    }

    /// The run is over.
    ///
    /// @param end the state then
    void ends(MachineState end) {
        if (failure != null) {
            throw failure;
        }
        if (begun > 0 && !cut) {
            steps.accept(Step.of(pc, code, before, end));
        }
    }

    /// Whether the run was given up, as it took more steps than it may.
    boolean wasCut() {
        return cut;
    }
}
