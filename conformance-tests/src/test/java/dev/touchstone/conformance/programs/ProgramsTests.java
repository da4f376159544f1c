package dev.touchstone.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.emulated.UnicornProvider;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProgramsTests {
    static java.util.List<Program> programs() {
        return Programs.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void endsAsItShouldUnderEmulation(Program program) throws Exception {
        try (Executor executor = new UnicornProvider().open(program.isa())) {
            assertEquals(Optional.empty(), program.complaint(executor.run(program.snippet())));
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void complainsAboutAnotherEnd(Program program) {
        MachineState untouched = program.snippet().initial().copy();
        untouched.set("sp", 0);
        assertEquals(true, program.complaint(new Outcome.Completed(untouched)).isPresent());
        assertEquals(true, program.complaint(new Outcome.TimedOut()).isPresent());
    }
}
