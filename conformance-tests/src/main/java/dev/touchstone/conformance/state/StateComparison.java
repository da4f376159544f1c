package dev.touchstone.conformance.state;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Says in which defined places two states differ.
public final class StateComparison {
    private static final Set<String> NEVER = Set.of("rip", "eip", "pc");
    private static final int SHOWN_RANGES = 4;

    private final Mask mask;

    /// @param mask what is left out beside the footprint's undefined flags
    public StateComparison(Mask mask) {
        this.mask = mask;
    }

    /// The differences between what `left` and `right` gave, one a line; empty if there are none.
    public List<String> differences(Footprint footprint, String left, MachineState a, String right, MachineState b) {
        Isa isa = a.isa();
        long undefined = Flags.bits(isa, footprint.flagsUndefined());
        List<String> differences = new ArrayList<>();
        for (Register register : a.registerSet().registers()) {
            if (areEqual(register, register.bytes(), a, b) || NEVER.contains(register.name())) {
                continue; // most are equal, which is the quickest to see
            }
            int bytes = mask.comparedBytes(register);
            if (bytes == 0) {
                continue;
            }
            boolean flags = register.name().equals(Flags.register(isa));
            if (register.bytes() <= 8) {
                long low = bytes < Long.BYTES ? (1L << 8 * bytes) - 1 : -1L;
                long bits = mask.comparedBits(register) & low & (flags ? Flags.all(isa) & ~undefined : -1L);
                long one = a.get(register.name()) & bits;
                long other = b.get(register.name()) & bits;
                if (one != other) {
                    differences.add("%s: %s 0x%x, %s 0x%x%s"
                            .formatted(
                                    register.name(),
                                    left,
                                    one,
                                    right,
                                    other,
                                    flags ? " (differ in 0x%x)".formatted(one ^ other) : ""));
                }
            } else if (!areEqual(register, bytes, a, b)) {
                differences.add("%s: %s %s, %s %s"
                        .formatted(register.name(), left, hex(a, register, bytes), right, hex(b, register, bytes)));
            }
        }
        memory(differences, "data", left, a.data(), right, b.data());
        memory(differences, "stack", left, a.stack(), right, b.stack());
        return differences;
    }

    /// What changed although the row says that it does not: registers that are not written, flags neither
    /// written nor undefined, memory without a write.
    public List<String> unexpectedChanges(Footprint footprint, MachineState before, MachineState after) {
        Isa isa = before.isa();
        List<String> changes = new ArrayList<>();
        long mayChange = Flags.bits(isa, footprint.flagsWritten()) | Flags.bits(isa, footprint.flagsUndefined());
        for (Register register : before.registerSet().registers()) {
            String name = register.name();
            if (areEqual(register, register.bytes(), before, after)
                    || NEVER.contains(name)
                    || footprint.writes().contains(name)) {
                continue;
            }
            int bytes = mask.comparedBytes(register);
            if (bytes == 0) {
                continue;
            }
            if (name.equals(Flags.register(isa))) {
                long changed = (before.get(name) ^ after.get(name)) & Flags.all(isa) & ~mayChange;
                if (changed != 0) {
                    changes.add("%s: bits 0x%x changed, which the row says are not written".formatted(name, changed));
                }
            } else if (!mask.isStatus(register) && !areEqual(register, bytes, before, after)) {
                changes.add("%s changed, which the row says is not written: 0x%x to 0x%x"
                        .formatted(name, before.get(name), after.get(name)));
            }
        }
        boolean writes = footprint.memory().stream().anyMatch(access -> access.written());
        if (!writes && !(Arrays.equals(before.data(), after.data()) && Arrays.equals(before.stack(), after.stack()))) {
            changes.add("memory changed, which the row says is not written");
        }
        return changes;
    }

    /// Whether the low `bytes` bytes are.
    private static boolean areEqual(Register register, int bytes, MachineState a, MachineState b) {
        int from = register.offset();
        return Arrays.equals(a.registers(), from, from + bytes, b.registers(), from, from + bytes);
    }

    private static String hex(MachineState state, Register register, int bytes) {
        byte[] value = Arrays.copyOf(state.bytes(register.name()), bytes);
        StringBuilder digits = new StringBuilder("0x");
        for (int i = value.length - 1; i >= 0; i--) {
            digits.append(HexFormat.of().toHexDigits(value[i]));
        }
        return digits.toString();
    }

    private static void memory(List<String> differences, String what, String left, byte[] a, String right, byte[] b) {
        int from = Arrays.mismatch(a, b);
        for (int shown = 0; from >= 0 && shown < SHOWN_RANGES; shown++) {
            int to = from;
            while (to < a.length && a[to] != b[to]) {
                to++;
            }
            differences.add("%s[0x%x..0x%x]: %s %s, %s %s"
                    .formatted(
                            what,
                            from,
                            to - 1,
                            left,
                            HexFormat.of().formatHex(a, from, Math.min(to, from + 16)),
                            right,
                            HexFormat.of().formatHex(b, from, Math.min(to, from + 16))));
            int next = Arrays.mismatch(a, to, a.length, b, to, b.length);
            from = next < 0 ? -1 : to + next;
        }
    }
}
