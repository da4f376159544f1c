package dev.touchstone.conformance.programs;

import static dev.touchstone.encoder.x86.Mem.byte_;
import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.Mem.qword;
import static dev.touchstone.encoder.x86.X86Registers.eax;
import static dev.touchstone.encoder.x86.X86Registers.ecx;
import static dev.touchstone.encoder.x86.X86Registers.edx;
import static dev.touchstone.encoder.x86.X86Registers.esi;
import static dev.touchstone.encoder.x86.X86Registers.rax;
import static dev.touchstone.encoder.x86.X86Registers.rbp;
import static dev.touchstone.encoder.x86.X86Registers.rbx;
import static dev.touchstone.encoder.x86.X86Registers.rcx;
import static dev.touchstone.encoder.x86.X86Registers.rdi;
import static dev.touchstone.encoder.x86.X86Registers.rdx;
import static dev.touchstone.encoder.x86.X86Registers.rsi;
import static dev.touchstone.encoder.x86.X86Registers.rsp;

import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;

/// The programs in x86-64, called as the System V psABI has it.
final class X64Programs {
    private static final int STACK = 256;
    private static final SlotStack SLOTS = new SlotStack(8);

    private X64Programs() {}

    static List<Program> all() {
        return List.of(addition(true), addition(false), gcd(), crc32(), push());
    }

    private static Program program(String name, X86Assembler a, MachineState state, List<Example.Expected> expected) {
        return Example.returning(
                name, a.code().toImage(), state, Example.register("rsp", AddressMap.STACK_TOP + 8), expected);
    }

    private static Program addition(boolean jumpedOver) {
        X86Assembler a = new X86Assembler();
        Label end = a.newLabel();
        a.mov(eax, 42);
        a.mov(ecx, 5);
        if (jumpedOver) {
            a.jmp(end);
        }
        a.add(eax, ecx);
        a.bind(end);
        a.ret();
        return program(
                jumpedOver ? "jump over an addition" : "addition",
                a,
                new MachineState(Isa.X86_64, 0, STACK),
                List.of(Example.register("rax", jumpedOver ? 42 : 47)));
    }

    /// Euclid's: edi and esi in, eax out.
    private static Program gcd() {
        X86Assembler a = new X86Assembler();
        Label loop = a.newLabel();
        Label done = a.newLabel();
        a.mov(rax, rdi);
        a.bind(loop);
        a.test(esi, esi);
        a.je(done);
        a.xor(edx, edx);
        a.div(esi);
        a.mov(eax, esi);
        a.mov(esi, edx);
        a.jmp(loop);
        a.bind(done);
        a.ret();
        MachineState state = new MachineState(Isa.X86_64, 0, STACK);
        state.set("rdi", Programs.GCD_A);
        state.set("rsi", Programs.GCD_B);
        return program("gcd", a, state, List.of(Example.register("rax", Programs.GCD)));
    }

    /// rdi message, rsi its length, rdx table in; eax out.
    private static Program crc32() {
        X86Assembler a = new X86Assembler();
        Label loop = a.newLabel();
        Label done = a.newLabel();
        a.mov(eax, -1);
        a.test(rsi, rsi);
        a.je(done);
        a.bind(loop);
        a.movzx(ecx, byte_(ptr(rdi)));
        a.xor(ecx, eax);
        a.and(ecx, 0xFF);
        a.shr(eax, 8);
        a.xor(eax, dword(ptr(rdx).index(rcx, 4)));
        a.inc(rdi);
        a.dec(rsi);
        a.jne(loop);
        a.bind(done);
        a.not(eax);
        a.ret();
        MachineState state = new MachineState(Isa.X86_64, Crc32Data.SIZE, STACK);
        Crc32Data.fill(state);
        state.set("rdi", Crc32Data.MESSAGE);
        state.set("rsi", Crc32Data.LENGTH);
        state.set("rdx", Crc32Data.TABLE);
        return program("crc-32 by table", a, state, List.of(Example.register("rax", Crc32Data.expected())));
    }

    /// A method with prologue and epilogue: rdi the slot stack in, 0 out.
    private static Program push() {
        X86Assembler a = new X86Assembler();
        a.push(rbp);
        a.mov(rbp, rsp);
        a.push(rbx);
        a.mov(rbx, rdi);
        a.mov(rax, ptr(rbx));
        a.mov(qword(ptr(rax)), SlotStack.VALUE);
        a.add(rax, 8);
        a.mov(ptr(rbx), rax);
        a.xor(eax, eax);
        a.pop(rbx);
        a.pop(rbp);
        a.ret();
        MachineState state = new MachineState(Isa.X86_64, SlotStack.SIZE, STACK);
        SLOTS.fill(state);
        state.set("rdi", SlotStack.ADDRESS);
        state.set("rbx", 0x1234);
        List<Example.Expected> expected = new ArrayList<>(SLOTS.expected());
        expected.add(Example.register("rax", 0));
        expected.add(Example.register("rbx", 0x1234));
        return program("push on a stack of slots", a, state, expected);
    }
}
