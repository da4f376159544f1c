package dev.touchstone.conformance.trace;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;

/// States with more or fewer bytes of memory.
final class Windows {
    private Windows() {}

    /// With all of the data window, and as much of the stack as states may have; what was not given is zero.
    static MachineState widest(MachineState state) {
        return copy(state, AddressMap.DATA_SIZE, 2 * AddressMap.STACK_HEADROOM);
    }

    /// With as much memory as another one has.
    static MachineState as(MachineState like, MachineState state) {
        return copy(state, like.data().length, like.stack().length);
    }

    private static MachineState copy(MachineState from, int dataBytes, int stackBytes) {
        MachineState to = new MachineState(from.isa(), dataBytes, stackBytes);
        System.arraycopy(from.registers(), 0, to.registers(), 0, from.registers().length);
        System.arraycopy(from.data(), 0, to.data(), 0, Math.min(from.data().length, dataBytes));
        int least = Math.min(from.stack().length, stackBytes);
        System.arraycopy(from.stack(), (from.stack().length - least) / 2, to.stack(), (stackBytes - least) / 2, least);
        return to;
    }
}
