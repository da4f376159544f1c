package dev.touchstone.conformance.programs;

import static dev.touchstone.encoder.aarch64.A64Registers.LSR;
import static dev.touchstone.encoder.aarch64.A64Registers.NE;
import static dev.touchstone.encoder.aarch64.A64Registers.mem;
import static dev.touchstone.encoder.aarch64.A64Registers.sp;
import static dev.touchstone.encoder.aarch64.A64Registers.w0;
import static dev.touchstone.encoder.aarch64.A64Registers.w3;
import static dev.touchstone.encoder.aarch64.A64Registers.w4;
import static dev.touchstone.encoder.aarch64.A64Registers.x0;
import static dev.touchstone.encoder.aarch64.A64Registers.x1;
import static dev.touchstone.encoder.aarch64.A64Registers.x19;
import static dev.touchstone.encoder.aarch64.A64Registers.x2;
import static dev.touchstone.encoder.aarch64.A64Registers.x29;
import static dev.touchstone.encoder.aarch64.A64Registers.x30;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;

/// The programs in A64.
final class A64Programs {
    private static final int STACK = 256;
    private static final SlotStack SLOTS = new SlotStack(8);

    private A64Programs() {}

    static List<Program> all() {
        return List.of(addition(true), addition(false), gcd(), crc32(), push());
    }

    private static Program program(String name, A64Assembler a, MachineState state, List<Example.Expected> expected) {
        return Example.returning(
                name, a.code().toImage(), state, Example.register("sp", AddressMap.STACK_TOP), expected);
    }

    private static Program addition(boolean jumpedOver) {
        A64Assembler a = new A64Assembler();
        Label end = a.newLabel();
        a.mov(x0, 42);
        a.mov(x1, 5);
        if (jumpedOver) {
            a.b(end);
        }
        a.add(x0, x0, x1);
        a.bind(end);
        a.ret(x30);
        MachineState state = new MachineState(Isa.A64, 0, STACK);
        return program(
                jumpedOver ? "jump over an addition" : "addition",
                a,
                state,
                List.of(Example.register("x0", jumpedOver ? 42 : 47)));
    }

    /// Euclid's: x0 and x1 in, x0 out.
    private static Program gcd() {
        A64Assembler a = new A64Assembler();
        Label loop = a.newLabel();
        Label done = a.newLabel();
        a.bind(loop);
        a.cbz(x1, done);
        a.udiv(x2, x0, x1);
        a.msub(x2, x2, x1, x0);
        a.mov(x0, x1);
        a.mov(x1, x2);
        a.b(loop);
        a.bind(done);
        a.ret(x30);
        MachineState state = new MachineState(Isa.A64, 0, STACK);
        state.set("x0", Programs.GCD_A);
        state.set("x1", Programs.GCD_B);
        return program("gcd", a, state, List.of(Example.register("x0", Programs.GCD)));
    }

    /// x0 message, x1 its length, x2 table in; w0 out.
    private static Program crc32() {
        A64Assembler a = new A64Assembler();
        Label loop = a.newLabel();
        Label done = a.newLabel();
        a.movn(w3, 0);
        a.cbz(x1, done);
        a.bind(loop);
        a.ldrb(w4, mem(x0).post(1));
        a.eor(w4, w4, w3);
        a.and(w4, w4, 0xFF);
        a.ldr(w4, mem(x2, w4).uxtw(2));
        a.eor(w3, w4, w3, LSR, 8);
        a.subs(x1, x1, 1);
        a.b(NE, loop);
        a.bind(done);
        a.mvn(w0, w3);
        a.ret(x30);
        MachineState state = new MachineState(Isa.A64, Crc32Data.SIZE, STACK);
        Crc32Data.fill(state);
        state.set("x0", Crc32Data.MESSAGE);
        state.set("x1", Crc32Data.LENGTH);
        state.set("x2", Crc32Data.TABLE);
        return program("crc-32 by table", a, state, List.of(Example.register("x0", Crc32Data.expected())));
    }

    /// A method with prologue and epilogue: x0 the slot stack in, 0 out.
    private static Program push() {
        A64Assembler a = new A64Assembler();
        a.stp(x29, x30, mem(sp).pre(-32));
        a.mov(x29, sp);
        a.str(x19, mem(sp).offset(16));
        a.mov(x19, x0);
        a.ldr(x1, mem(x19));
        a.mov(x2, SlotStack.VALUE);
        a.str(x2, mem(x1).post(8));
        a.str(x1, mem(x19));
        a.mov(x0, 0);
        a.ldr(x19, mem(sp).offset(16));
        a.ldp(x29, x30, mem(sp).post(32));
        a.ret(x30);
        MachineState state = new MachineState(Isa.A64, SlotStack.SIZE, STACK);
        SLOTS.fill(state);
        state.set("x0", SlotStack.ADDRESS);
        state.set("x19", 0x1234);
        List<Example.Expected> expected = new ArrayList<>(SLOTS.expected());
        expected.add(Example.register("x0", 0));
        expected.add(Example.register("x19", 0x1234));
        return program("push on a stack of slots", a, state, expected);
    }
}
