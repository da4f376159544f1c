package dev.touchstone.conformance.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.state.StateText;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkTests {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void theElementsThatFailTogetherAreLeft() {
        Budget budget = new Budget(1000);
        List<Integer> minimal = DeltaDebugging.minimal(HUNDRED, some -> some.containsAll(List.of(3, 50, 98)), budget);
        assertEquals(List.of(3, 50, 98), minimal);
        assertFalse(budget.isSpent());
    }

    @Test
    void workIsBounded() {
        Budget budget = new Budget(5);
        List<Integer> minimal = DeltaDebugging.minimal(HUNDRED, some -> some.contains(7), budget);
        assertTrue(minimal.contains(7) && minimal.size() > 1, minimal::toString);
        assertTrue(budget.isSpent());
    }

    @Test
    void plainerOperandsAreLowerRegistersAndSmallerNumbers() {
        List<String> plainer = PlainerText.of("add r9, qword ptr [rbx - 0x20]");
        assertTrue(plainer.contains("add rax, qword ptr [rbx - 0x20]"), plainer::toString);
        assertTrue(plainer.contains("add r9, qword ptr [rax - 0x20]"), plainer::toString);
        assertTrue(plainer.contains("add r9, qword ptr [rbx - 0x0]"), plainer::toString);
        assertEquals(List.of("neg x0, x1", "neg x1, x0"), PlainerText.of("neg x1, x1"));
        assertEquals(List.of(), PlainerText.of("neg eax"));
        assertEquals(List.of(), PlainerText.of("ret"));
    }

    /// What is not needed is zero, what is needed is small.
    @Test
    void aPlainerStateHasOnlyWhatIsNeeded() {
        MachineState state = StateText.plain(Isa.A64);
        SplittableRandom random = new SplittableRandom(1);
        random.nextBytes(state.data());
        random.nextBytes(state.stack());
        state.registerSet().registers().stream()
                .filter(r -> r.name().startsWith("x"))
                .forEach(r -> state.set(r.name(), random.nextLong()));
        state.set("x5", 0x1234_5678);
        state.data()[0x123] = 7;
        MachineState plainer = PlainerState.of(
                state, s -> Long.compareUnsigned(s.get("x5"), 100) > 0 && s.data()[0x123] == 7, new Budget(1000));
        List<String> settings = StateText.of(plainer);
        assertEquals(2, settings.size(), settings::toString);
        assertEquals("x5=0x100", settings.getFirst());
        assertTrue(settings.getLast().startsWith("data+0x12"), settings::toString);
    }
}
