package dev.touchstone.conformance.programs;

import static dev.touchstone.encoder.aarch32.A32Registers.GT;
import static dev.touchstone.encoder.aarch32.A32Registers.LSR;
import static dev.touchstone.encoder.aarch32.A32Registers.LT;
import static dev.touchstone.encoder.aarch32.A32Registers.NE;
import static dev.touchstone.encoder.aarch32.A32Registers.fp;
import static dev.touchstone.encoder.aarch32.A32Registers.ip;
import static dev.touchstone.encoder.aarch32.A32Registers.list;
import static dev.touchstone.encoder.aarch32.A32Registers.lr;
import static dev.touchstone.encoder.aarch32.A32Registers.mem;
import static dev.touchstone.encoder.aarch32.A32Registers.pc;
import static dev.touchstone.encoder.aarch32.A32Registers.r0;
import static dev.touchstone.encoder.aarch32.A32Registers.r1;
import static dev.touchstone.encoder.aarch32.A32Registers.r12;
import static dev.touchstone.encoder.aarch32.A32Registers.r2;
import static dev.touchstone.encoder.aarch32.A32Registers.r3;
import static dev.touchstone.encoder.aarch32.A32Registers.r4;
import static dev.touchstone.encoder.aarch32.A32Registers.sp;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;

/// The programs in A32.
final class A32Programs {
    private static final int STACK = 256;
    private static final SlotStack SLOTS = new SlotStack(4);

    private A32Programs() {}

    static List<Program> all() {
        return List.of(addition(true), addition(false), gcd(), crc32(), push(), fullFrame());
    }

    private static Program program(String name, A32Assembler a, MachineState state, List<Example.Expected> expected) {
        return Example.returning(
                name, a.code().toImage(), state, Example.register("sp", AddressMap.STACK_TOP), expected);
    }

    private static Program addition(boolean jumpedOver) {
        A32Assembler a = new A32Assembler();
        Label end = a.newLabel();
        a.mov(r0, 42);
        a.mov(r1, 5);
        if (jumpedOver) {
            a.b(end);
        }
        a.add(r0, r0, r1);
        a.bind(end);
        a.bx(lr);
        MachineState state = new MachineState(Isa.A32, 0, STACK);
        return program(
                jumpedOver ? "jump over an addition" : "addition",
                a,
                state,
                List.of(Example.register("r0", jumpedOver ? 42 : 47)));
    }

    /// Euclid's, by subtraction: r0 and r1 in, r0 out.
    private static Program gcd() {
        A32Assembler a = new A32Assembler();
        Label loop = a.newLabel();
        a.bind(loop);
        a.cmp(r0, r1);
        a.sub(GT, r0, r0, r1);
        a.sub(LT, r1, r1, r0);
        a.b(NE, loop);
        a.bx(lr);
        MachineState state = new MachineState(Isa.A32, 0, STACK);
        state.set("r0", Programs.GCD_A);
        state.set("r1", Programs.GCD_B);
        return program("gcd", a, state, List.of(Example.register("r0", Programs.GCD)));
    }

    /// r0 message, r1 its length, r2 table in; r0 out.
    private static Program crc32() {
        A32Assembler a = new A32Assembler();
        Label loop = a.newLabel();
        a.mvn(r3, 0);
        a.bind(loop);
        a.ldrb(r12, mem(r0).post(1));
        a.eor(r12, r12, r3);
        a.and(r12, r12, 0xFF);
        a.ldr(r12, mem(r2, r12).lsl(2));
        a.eor(r3, r12, r3, LSR, 8);
        a.subs(r1, r1, 1);
        a.b(NE, loop);
        a.mvn(r0, r3);
        a.bx(lr);
        MachineState state = new MachineState(Isa.A32, Crc32Data.SIZE, STACK);
        Crc32Data.fill(state);
        state.set("r0", Crc32Data.MESSAGE);
        state.set("r1", Crc32Data.LENGTH);
        state.set("r2", Crc32Data.TABLE);
        return program("crc-32 by table", a, state, List.of(Example.register("r0", Crc32Data.expected())));
    }

    /// A method with prologue and epilogue: r0 the slot stack in, 0 out.
    private static Program push() {
        A32Assembler a = new A32Assembler();
        a.push(list(r4, lr));
        a.mov(r4, r0);
        a.ldr(r1, mem(r4));
        a.mov(r2, SlotStack.VALUE);
        a.mov(r3, 0);
        a.str(r2, mem(r1).post(4));
        a.str(r3, mem(r1).post(4));
        a.str(r1, mem(r4));
        a.mov(r0, 0);
        a.pop(list(r4, pc));
        MachineState state = new MachineState(Isa.A32, SlotStack.SIZE, STACK);
        SLOTS.fill(state);
        state.set("r0", SlotStack.ADDRESS);
        state.set("r4", 0x1234);
        List<Example.Expected> expected = new ArrayList<>(SLOTS.expected());
        expected.add(Example.register("r0", 0));
        expected.add(Example.register("r4", 0x1234));
        return program("push on a stack of slots", a, state, expected);
    }

    /// The full frame of old compilers: every frame is linked to its caller's by fp.
    private static Program fullFrame() {
        A32Assembler a = new A32Assembler();
        a.mov(ip, sp);
        a.stmfd(sp.writeBack(), list(fp, ip, lr, pc));
        a.sub(fp, ip, 4);
        a.mov(r3, 42);
        a.mov(r0, r3);
        a.ldmfd(sp, list(fp, sp, pc));
        MachineState state = new MachineState(Isa.A32, 0, STACK);
        state.set("r11", 0x5678);
        return program("full frame", a, state, List.of(Example.register("r0", 42), Example.register("r11", 0x5678)));
    }
}
