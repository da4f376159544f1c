package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.host.NativeCode;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("portable")
@EnabledOnOs(
        value = {OS.LINUX, OS.WINDOWS},
        architectures = "amd64")
class StateTrampolineTests {
    private static NativeCode load(String hex) throws Exception {
        return NativeCode.load(CodeImage.of(Machine.X86_64, HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    @Test
    void carriesEveryRegisterThereAndBack() throws Exception {
        Random random = new Random(5);
        try (StateTrampoline trampoline = new StateTrampoline();
                NativeCode ret = load("c3")) {
            for (int i = 0; i < 20; i++) {
                MachineState state = new MachineState(Isa.X86_64, 0, 0);
                byte[] noise = new byte[state.registers().length];
                random.nextBytes(noise);
                for (RegisterSet.Register r : RegisterSet.X86_64.registers()) {
                    if (r.name().matches("r(?!sp|ip|flags).*|st.|zmm.*|k.")) {
                        System.arraycopy(noise, r.offset(), state.registers(), r.offset(), r.bytes());
                    }
                }
                state.set("rflags", 0x202 | random.nextInt() & 0xCD5); // with DF
                state.set("mxcsr", 0x7F80);
                state.set("fcw", 0xF7F);
                MachineState end = trampoline.call(ret, 0, state);
                for (RegisterSet.Register r : RegisterSet.X86_64.registers()) {
                    if (r.name().equals("rsp")) {
                        assertEquals(AddressMap.STACK_TOP + 8, end.get("rsp"));
                    } else {
                        assertArrayEquals(state.bytes(r.name()), end.bytes(r.name()), r.name());
                    }
                }
            }
        }
    }

    @Test
    void runsWithTheState() throws Exception {
        try (StateTrampoline trampoline = new StateTrampoline();
                NativeCode code = load("90 48 01 c8 0f 57 ed 41 50 41 59 f9 c3")) {
            // nop; add rax, rcx; xorps xmm5, xmm5; push r8; pop r9; stc; ret
            MachineState state = new MachineState(Isa.X86_64, 0, 0);
            Arrays.fill(
                    state.registers(),
                    RegisterSet.X86_64.get("zmm5").offset(),
                    RegisterSet.X86_64.get("zmm6").offset(),
                    (byte) 7);
            state.set("rax", 40);
            state.set("rcx", 2);
            state.set("r8", -5);
            MachineState end = trampoline.call(code, 1, state);
            assertEquals(42, end.get("rax"));
            assertEquals(-5, end.get("r9"));
            assertEquals(0, end.get("zmm5"));
            assertEquals(1, end.get("rflags") & 1);
            assertEquals(40, state.get("rax"));
        }
    }

    @Test
    void refusesOtherStates() throws Exception {
        try (StateTrampoline trampoline = new StateTrampoline();
                NativeCode ret = load("c3")) {
            MachineState narrow = new MachineState(Isa.X86_32, 0, 0);
            assertThrows(IllegalArgumentException.class, () -> trampoline.call(ret, 0, narrow));
            MachineState trap = new MachineState(Isa.X86_64, 0, 0);
            trap.set("rflags", 0x302);
            assertThrows(IllegalArgumentException.class, () -> trampoline.call(ret, 0, trap));
        }
    }
}
