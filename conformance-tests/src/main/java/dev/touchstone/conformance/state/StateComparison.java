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
    private static final int SHOWN_BYTES = 16;

    private final Mask mask;

    /// @param mask what is left out beside the footprint's undefined flags
    public StateComparison(Mask mask) {
        this.mask = mask;
    }

    /// Where two states differ; empty if nowhere.
    public List<Difference> differences(Footprint footprint, MachineState a, MachineState b) {
        Isa isa = a.isa();
        long undefined = Flags.bits(isa, footprint.flagsUndefined());
        List<Difference> differences = new ArrayList<>();
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
                    differences.add(new Difference(
                            register.name(),
                            "0x%x".formatted(one),
                            "0x%x".formatted(other),
                            flags ? " (differ in 0x%x)".formatted(one ^ other) : ""));
                }
            } else if (!areEqual(register, bytes, a, b)) {
                differences.add(new Difference(register.name(), hex(a, register, bytes), hex(b, register, bytes), ""));
            }
        }
        memory(differences, "data", a.data(), b.data());
        memory(differences, "stack", a.stack(), b.stack());
        return differences;
    }

    /// What changed although the row says that it does not: registers that are not written, flags neither
    /// written nor undefined, memory without a write.
    public List<Difference> unexpectedChanges(Footprint footprint, MachineState before, MachineState after) {
        Isa isa = before.isa();
        List<Difference> changes = new ArrayList<>();
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
                long defined = Flags.all(isa) & ~mayChange;
                long was = before.get(name) & defined;
                long is = after.get(name) & defined;
                if (was != is) {
                    changes.add(new Difference(
                            name, "0x%x".formatted(was), "0x%x".formatted(is), " (bits 0x%x)".formatted(was ^ is)));
                }
            } else if (!mask.isStatus(register) && !areEqual(register, bytes, before, after)) {
                changes.add(new Difference(name, hex(before, register, bytes), hex(after, register, bytes), ""));
            }
        }
        if (footprint.memory().stream().noneMatch(Footprint.MemoryAccess::written)) {
            memory(changes, "data", before.data(), after.data());
            memory(changes, "stack", before.stack(), after.stack());
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

    private static void memory(List<Difference> differences, String what, byte[] a, byte[] b) {
        int from = Arrays.mismatch(a, b);
        for (int shown = 0; from >= 0 && shown < SHOWN_RANGES; shown++) {
            int to = from;
            while (to < a.length && a[to] != b[to]) {
                to++;
            }
            int shownTo = Math.min(to, from + SHOWN_BYTES);
            differences.add(new Difference(
                    "%s[0x%x..0x%x]".formatted(what, from, to - 1),
                    HexFormat.of().formatHex(a, from, shownTo),
                    HexFormat.of().formatHex(b, from, shownTo),
                    ""));
            int next = Arrays.mismatch(a, to, a.length, b, to, b.length);
            from = next < 0 ? -1 : to + next;
        }
    }
}
