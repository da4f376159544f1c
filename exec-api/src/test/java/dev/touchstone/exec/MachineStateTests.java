package dev.touchstone.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineStateTests {
    @ParameterizedTest
    @EnumSource(Isa.class)
    void registersHavePlacesOfTheirOwn(Isa isa) {
        RegisterSet set = RegisterSet.of(isa);
        Set<Integer> taken = new HashSet<>();
        for (RegisterSet.Register r : set.registers()) {
            for (int i = 0; i < r.bytes(); i++) {
                assertEquals(true, taken.add(r.offset() + i), r.name());
            }
        }
        assertEquals(true, taken.stream().allMatch(place -> place < set.size()));
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void hasWhatItIsGiven(Isa isa) {
        MachineState state = new MachineState(isa, 16, 16);
        long value = 1;
        for (RegisterSet.Register r : state.registerSet().registers()) {
            state.set(r.name(), value++);
        }
        value = 1;
        for (RegisterSet.Register r : state.registerSet().registers()) {
            assertEquals(value++, state.get(r.name()), r.name());
        }
    }

    @Test
    void anImageIsAskedOnceAndNotBefore() {
        int[] asked = new int[1];
        byte[] block = new byte[RegisterSet.X86_64.size()];
        block[0] = 7;
        MachineState state = MachineState.of(
                Isa.X86_64,
                () -> {
                    asked[0]++;
                    return block;
                },
                new byte[8],
                new byte[16]);
        assertEquals(8, state.data().length);
        assertEquals(AddressMap.STACK_TOP - 8, state.stackBase());
        assertEquals(RegisterSet.X86_64, state.registerSet());
        assertEquals(0, asked[0]);
        assertEquals(7, state.get("rax"));
        state.set("rcx", 9);
        assertEquals(9, state.get("rcx"));
        assertSame(block, state.registers());
        assertEquals(1, asked[0]);
        MachineState copy = state.copy();
        copy.set("rax", 8);
        assertEquals(7, state.get("rax"));
    }

    @Test
    void aStateThatASnippetStartsFromIsNotChanged() {
        MachineState state = new MachineState(Isa.A64, 0, 0);
        state.set("x1", 1);
        Snippet.of(Isa.A64, CodeImage.of(Machine.A64, new byte[4]), state);
        assertThrows(IllegalStateException.class, () -> state.set("x1", 2));
        MachineState copy = state.copy();
        copy.set("x1", 2);
        assertEquals(1, state.get("x1"));
        assertNotEquals(0, Arrays.compare(state.registers(), copy.registers()));
    }
}
