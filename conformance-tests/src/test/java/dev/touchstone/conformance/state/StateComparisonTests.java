package dev.touchstone.conformance.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateComparisonTests {
    private static final Footprint NOTHING =
            new Footprint(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(), Set.of());
    private static final Mask LOW_HALVES = new Mask() {
        @Override
        public int comparedBytes(Register register) {
            return register.name().equals("r12") ? 4 : register.bytes();
        }
    };

    private static List<String> differences(Mask mask, long left, long right) {
        MachineState a = new MachineState(Isa.X86_64, 0, 0);
        MachineState b = a.copy();
        a.set("r12", left);
        b.set("r12", right);
        return new StateComparison(mask)
                .differences(NOTHING, a, b).stream().map(d -> d.line("a", "b")).toList();
    }

    @Test
    void aHalfThatIsNotComparedMayDiffer() {
        assertEquals(List.of(), differences(LOW_HALVES, 0x1_0000_0005L, 0x5L));
        assertEquals(List.of("r12: a 0x6, b 0x5"), differences(LOW_HALVES, 0x1_0000_0006L, 0x5L));
        assertEquals(List.of("r12: a 0x100000005, b 0x5"), differences(Mask.NOTHING, 0x1_0000_0005L, 0x5L));
    }
}
