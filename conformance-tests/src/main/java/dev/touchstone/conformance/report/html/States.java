package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.ReportedEvidence;
import dev.touchstone.conformance.report.ReportedEvidence.Run;
import dev.touchstone.conformance.report.ReportedEvidence.State;
import dev.touchstone.conformance.state.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The states of a run side by side.
///
/// @param two whether there is a reference engine: else the left state is the initial one
/// @param left the reference engine, or the state before the run
/// @param right the engine that disagrees
/// @param differences what counts, first
/// @param registers all that are not zero everywhere
/// @param zero names of those that are
/// @param memory the windows, where a run changed them
record States(
        boolean two,
        String left,
        String right,
        String leftOutcome,
        String rightOutcome,
        List<Difference> differences,
        List<Register> registers,
        String zero,
        List<Window> memory) {
    private static final int LINE = 32;
    private static final String ZERO = "0x00";

    /// @param differs whether left and right do
    record Register(String name, String before, String left, String right, boolean differs) {}

    /// A line of memory: hex of 16 bytes.
    record Window(String place, String before, String left, String right, boolean differs) {}

    static States of(ReportedEvidence.Runs runs) {
        Run reference = runs.reference();
        State before = runs.initial();
        State left = reference == null ? before : after(before, reference);
        State right = after(before, runs.run());
        List<Register> registers = new ArrayList<>();
        List<String> zero = new ArrayList<>();
        Map<String, String> lefts = left.registers();
        Map<String, String> rights = right.registers();
        before.registers().forEach((name, value) -> {
            String one = lefts.getOrDefault(name, value);
            String other = rights.getOrDefault(name, value);
            if (value.equals(ZERO) && one.equals(ZERO) && other.equals(ZERO)) {
                zero.add(name);
            } else {
                registers.add(new Register(name, value, one, other, !one.equals(other)));
            }
        });
        List<Window> memory = new ArrayList<>();
        windows(memory, "data", before.data(), left.data(), right.data());
        windows(memory, "stack", before.stack(), left.stack(), right.stack());
        return new States(
                reference != null,
                reference == null ? "before" : reference.engine(),
                runs.run().engine(),
                reference == null ? "" : reference.outcome(),
                runs.run().outcome(),
                runs.differences(),
                registers,
                String.join(", ", zero),
                memory);
    }

    private static State after(State before, Run run) {
        @Nullable State changed = run.changed();
        return changed == null ? before : before.with(changed);
    }

    /// The lines of a window in which the three are not all the same.
    private static void windows(List<Window> lines, String name, String before, String left, String right) {
        for (int at = 0; at < before.length(); at += LINE) {
            String was = line(before, at);
            String one = line(left, at);
            String other = line(right, at);
            if (!was.equals(one) || !was.equals(other)) {
                lines.add(new Window("%s[0x%x]".formatted(name, at / 2), was, one, other, !one.equals(other)));
            }
        }
    }

    private static String line(String hex, int at) {
        return hex.substring(Math.min(at, hex.length()), Math.min(at + LINE, hex.length()));
    }
}
