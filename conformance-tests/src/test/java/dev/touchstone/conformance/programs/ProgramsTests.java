package dev.touchstone.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.conformance.Plugins;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProgramsTests {
    static List<Program> programs() {
        return Programs.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void endsAsItShouldUnderEmulation(Program program) throws Exception {
        try (Executor executor = Plugins.executor("unicorn", program.isa())) {
            assertEquals(Optional.empty(), program.complaint(executor.run(program.snippet())));
        }
    }

    static List<Program> ofTheHost() {
        boolean x86 = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
        boolean linux = System.getProperty("os.name").equals("Linux");
        return Programs.all().stream()
                .filter(p -> linux && x86 && (p.isa() == Isa.X86_64 || p.isa() == Isa.X86_32))
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true) // on a host whose code no program is of
    @MethodSource("ofTheHost")
    void endsAsItShouldNatively(Program program) throws Exception {
        try (Executor executor = Plugins.executor("native", program.isa())) {
            assertEquals(Optional.empty(), program.complaint(executor.run(program.snippet())));
        }
    }

    static List<Program> ofArm() {
        return Programs.all().stream()
                .filter(p -> p.isa() != Isa.X86_64 && p.isa() != Isa.X86_32)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofArm")
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void endsAsItShouldUnderQemu(Program program) throws Exception {
        try (Executor executor = Plugins.qemuUser(program.isa())) {
            assertEquals(Optional.empty(), program.complaint(executor.run(program.snippet())));
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void complainsAboutAnotherEnd(Program program) {
        MachineState untouched = program.snippet().initial().copy();
        assertEquals(true, program.complaint(new Outcome.Completed(untouched)).isPresent());
        assertEquals(true, program.complaint(new Outcome.TimedOut()).isPresent());
    }
}
