package dev.touchstone.exec.emulated;

import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.time.Duration;
import java.util.HexFormat;

/// What an engine must compute before it is believed: `self-tests.table`.
final class SelfTest {
    private SelfTest() {}

    /// What is wrong with it, or the empty text.
    static String failure(Executor executor) {
        for (Row row : TableReader.read(SelfTest.class, "self-tests.table")) {
            if (row.column(0).equals(executor.isa().label())) {
                String failure = failure(executor, row);
                if (!failure.isEmpty()) {
                    return row.column(1) + ": " + failure;
                }
            }
        }
        return "";
    }

    private static String failure(Executor executor, Row row) {
        Isa isa = executor.isa();
        MachineState state = new MachineState(isa, 256, 256);
        for (String assignment : row.column(3).split("\\s+")) {
            int equals = assignment.indexOf('=');
            state.set(assignment.substring(0, equals), Long.decode(assignment.substring(equals + 1)));
        }
        CodeImage code = CodeImage.of(machine(isa), HexFormat.of().parseHex(row.column(2)));
        Outcome outcome = executor.run(new Snippet(isa, code, 0, state, Duration.ofSeconds(5)));
        if (!(outcome instanceof Outcome.Completed(MachineState end))) {
            return outcome.toString();
        }
        for (String expectation : row.column(4).split("\\s+")) {
            int equals = expectation.indexOf('=');
            String register = expectation.substring(0, equals);
            long expected = Long.decode(expectation.substring(equals + 1));
            if (end.get(register) != expected) {
                return "%s is 0x%x, not 0x%x".formatted(register, end.get(register), expected);
            }
        }
        return "";
    }

    static Machine machine(Isa isa) {
        return switch (isa) {
            case X86_64 -> Machine.X86_64;
            case X86_32 -> Machine.X86_32;
            case A64 -> Machine.A64;
            case A32 -> Machine.A32;
            case T32 -> Machine.T32;
        };
    }
}
