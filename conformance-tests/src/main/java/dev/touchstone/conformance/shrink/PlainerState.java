package dev.touchstone.conformance.shrink;

import dev.touchstone.conformance.state.StateText;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet.Register;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Makes a state plainer: what is not needed becomes what it is in a state of zeros, what is needed a small number.
public final class PlainerState {
    private static final int SMALLEST_RANGE = 8;

    private final Predicate<MachineState> failing;
    private final Budget budget;
    private MachineState smallest;

    private PlainerState(MachineState initial, Predicate<MachineState> failing, Budget budget) {
        this.smallest = initial;
        this.failing = failing;
        this.budget = budget;
    }

    /// @param failing is not asked about the state itself, which fails; it may keep what it is given
    public static MachineState of(MachineState initial, Predicate<MachineState> failing, Budget budget) {
        PlainerState plainer = new PlainerState(initial, failing, budget);
        plainer.memory();
        plainer.registers();
        return plainer.smallest;
    }

    private boolean isTaken(MachineState candidate) {
        boolean same = Arrays.equals(candidate.registers(), smallest.registers())
                && Arrays.equals(candidate.data(), smallest.data())
                && Arrays.equals(candidate.stack(), smallest.stack());
        if (same || !budget.take() || !failing.test(candidate.copy())) {
            return same;
        }
        smallest = candidate;
        return true;
    }

    private void memory() {
        clear(true, 0, smallest.data().length);
        clear(false, 0, smallest.stack().length);
    }

    /// The whole range at once, else each half of it.
    private void clear(boolean data, int from, int to) {
        MachineState candidate = smallest.copy();
        Arrays.fill(data ? candidate.data() : candidate.stack(), from, to, (byte) 0);
        if (!isTaken(candidate) && to - from > SMALLEST_RANGE) {
            int middle = (from + to) >>> 1;
            clear(data, from, middle);
            clear(data, middle, to);
        }
    }

    private void registers() {
        MachineState plain = StateText.plain(smallest.isa());
        List<Register> all = smallest.registerSet().registers();
        registers(all, plain);
        for (Register register : all) {
            boolean free = plain.get(register.name()) == 0;
            if (register.bytes() <= 8 && free) { // what begins with a value has it for a reason
                long value = smallest.get(register.name());
                for (long other = 1; other != 0 && Long.compareUnsigned(other, value) < 0; other <<= 4) {
                    MachineState candidate = smallest.copy();
                    candidate.set(register.name(), other);
                    if (isTaken(candidate)) {
                        break;
                    }
                }
            }
        }
    }

    /// All of them at once, else each half.
    private void registers(List<Register> some, MachineState plain) {
        MachineState candidate = smallest.copy();
        for (Register register : some) {
            System.arraycopy(
                    plain.registers(), register.offset(), candidate.registers(), register.offset(), register.bytes());
        }
        if (!isTaken(candidate)) {
            if (some.size() > 1) {
                registers(some.subList(0, some.size() / 2), plain);
                registers(some.subList(some.size() / 2, some.size()), plain);
            } else if (some.getFirst().bytes() > 8) {
                lanes(some.getFirst());
            }
        }
    }

    private void lanes(Register register) {
        for (int lane = 0; lane < register.bytes(); lane += SMALLEST_RANGE) {
            MachineState candidate = smallest.copy();
            int from = register.offset() + lane;
            int to = Math.min(from + SMALLEST_RANGE, register.offset() + register.bytes());
            Arrays.fill(candidate.registers(), from, to, (byte) 0);
            isTaken(candidate);
        }
    }
}
