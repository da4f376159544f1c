package dev.touchstone.conformance.programs;

import static dev.touchstone.encoder.aarch32.A32Registers.EQ;
import static dev.touchstone.encoder.aarch32.A32Registers.GT;
import static dev.touchstone.encoder.aarch32.A32Registers.LE;
import static dev.touchstone.encoder.aarch32.A32Registers.LSR;
import static dev.touchstone.encoder.aarch32.A32Registers.NE;
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

import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;

/// The programs in T32.
final class T32Programs {
    private static final int STACK = 256;
    private static final SlotStack SLOTS = new SlotStack(4);

    private T32Programs() {}

    static List<Program> all() {
        return List.of(addition(true), addition(false), gcd(), crc32(), push());
    }

    private static Program program(String name, T32Assembler t, MachineState state, List<Example.Expected> expected) {
        return Example.returning(
                name, t.code().toImage(), state, Example.register("sp", AddressMap.STACK_TOP), expected);
    }

    private static Program addition(boolean jumpedOver) {
        T32Assembler t = new T32Assembler();
        Label end = t.newLabel();
        t.movs(r0, 42);
        t.movs(r1, 5);
        if (jumpedOver) {
            t.b(end);
        }
        t.adds(r0, r0, r1);
        t.bind(end);
        t.bx(lr);
        MachineState state = new MachineState(Isa.T32, 0, STACK);
        return program(
                jumpedOver ? "jump over an addition" : "addition",
                t,
                state,
                List.of(Example.register("r0", jumpedOver ? 42 : 47)));
    }

    /// Euclid's, by subtraction: r0 and r1 in, r0 out.
    private static Program gcd() {
        T32Assembler t = new T32Assembler();
        Label loop = t.newLabel();
        Label done = t.newLabel();
        t.bind(loop);
        t.cmp(r0, r1);
        t.b(EQ, done);
        t.ite(GT);
        t.sub(GT, r0, r0, r1);
        t.sub(LE, r1, r1, r0);
        t.b(loop);
        t.bind(done);
        t.bx(lr);
        MachineState state = new MachineState(Isa.T32, 0, STACK);
        state.set("r0", Programs.GCD_A);
        state.set("r1", Programs.GCD_B);
        return program("gcd", t, state, List.of(Example.register("r0", Programs.GCD)));
    }

    /// r0 message, r1 its length, r2 table in; r0 out.
    private static Program crc32() {
        T32Assembler t = new T32Assembler();
        Label loop = t.newLabel();
        t.mvn(r3, 0);
        t.bind(loop);
        t.ldrb(r12, mem(r0).post(1));
        t.eor(r12, r12, r3);
        t.and(r12, r12, 0xFF);
        t.ldr(r12, mem(r2, r12).lsl(2));
        t.eor(r3, r12, r3, LSR, 8);
        t.subs(r1, r1, 1);
        t.b(NE, loop);
        t.mvn(r0, r3);
        t.bx(lr);
        MachineState state = new MachineState(Isa.T32, Crc32Data.SIZE, STACK);
        Crc32Data.fill(state);
        state.set("r0", Crc32Data.MESSAGE);
        state.set("r1", Crc32Data.LENGTH);
        state.set("r2", Crc32Data.TABLE);
        return program("crc-32 by table", t, state, List.of(Example.register("r0", Crc32Data.expected())));
    }

    /// A method with prologue and epilogue: r0 the slot stack in, 0 out.
    private static Program push() {
        T32Assembler t = new T32Assembler();
        t.push(list(r4, lr));
        t.mov(r4, r0);
        t.ldr(r1, mem(r4));
        t.movs(r2, SlotStack.VALUE);
        t.movs(r3, 0);
        t.str(r2, mem(r1).post(4));
        t.str(r3, mem(r1).post(4));
        t.str(r1, mem(r4));
        t.movs(r0, 0);
        t.pop(list(r4, pc));
        MachineState state = new MachineState(Isa.T32, SlotStack.SIZE, STACK);
        SLOTS.fill(state);
        state.set("r0", SlotStack.ADDRESS);
        state.set("r4", 0x1234);
        List<Example.Expected> expected = new ArrayList<>(SLOTS.expected());
        expected.add(Example.register("r0", 0));
        expected.add(Example.register("r4", 0x1234));
        return program("push on a stack of slots", t, state, expected);
    }
}
