package dev.touchstone.conformance.replay;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Step;
import java.util.List;

/// A machine state that goes with a trace.
final class TracedState {
    private final MachineState state;

    TracedState(MachineState initial) {
        this.state = initial.copy();
    }

    /// As it is now.
    MachineState state() {
        return state;
    }

    void after(List<Step> steps) {
        for (Step step : steps) {
            for (Step.Change change : step.changes()) {
                byte[] after = change.after();
                switch (change) {
                    case Step.RegisterChange c ->
                        System.arraycopy(
                                after, 0, state.registers(), c.register().offset(), after.length);
                    case Step.MemoryChange c -> put(c.address(), after);
                }
            }
        }
    }

    private void put(long address, byte[] bytes) {
        boolean data = address >= AddressMap.DATA && address < AddressMap.DATA + state.data().length;
        byte[] window = data ? state.data() : state.stack();
        System.arraycopy(
                bytes, 0, window, (int) (address - (data ? AddressMap.DATA : state.stackBase())), bytes.length);
    }
}
