package dev.touchstone.exec;

import dev.touchstone.exec.Step.Change;
import dev.touchstone.exec.Step.MemoryChange;
import dev.touchstone.exec.Step.RegisterChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What is different in two states of a machine.
final class StateChanges {
    private static final Set<String> PROGRAM_COUNTERS = Set.of("rip", "eip", "pc");
    /// Equal bytes that part two changes of memory.
    private static final int GAP = 7;

    private StateChanges() {}

    static List<Change> between(MachineState before, MachineState after) {
        List<Change> changes = new ArrayList<>();
        byte[] old = before.registers();
        byte[] now = after.registers();
        if (!Arrays.equals(old, now)) {
            for (RegisterSet.Register r : before.registerSet().registers()) {
                int end = r.offset() + r.bytes();
                if (!Arrays.equals(old, r.offset(), end, now, r.offset(), end)
                        && !PROGRAM_COUNTERS.contains(r.name())) {
                    changes.add(new RegisterChange(r, before.bytes(r.name()), after.bytes(r.name())));
                }
            }
        }
        memory(AddressMap.DATA, before.data(), after.data(), changes);
        memory(before.stackBase(), before.stack(), after.stack(), changes);
        return changes;
    }

    private static void memory(long base, byte[] before, byte[] after, List<Change> changes) {
        int length = before.length;
        for (int at = differing(before, after, 0); at < length; ) {
            int end = at + 1;
            int next = differing(before, after, end);
            while (next < length && next - end <= GAP) {
                end = next + 1;
                next = differing(before, after, end);
            }
            changes.add(new MemoryChange(
                    base + at, Arrays.copyOfRange(before, at, end), Arrays.copyOfRange(after, at, end)));
            at = next;
        }
    }

    /// The first place from `from` on where they differ, or their length.
    private static int differing(byte[] before, byte[] after, int from) {
        int at = Arrays.mismatch(before, from, before.length, after, from, before.length);
        return at < 0 ? before.length : from + at;
    }
}
