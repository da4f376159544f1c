package dev.touchstone.conformance.programs;

import static dev.touchstone.encoder.x86.Mem.byte_;
import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.eax;
import static dev.touchstone.encoder.x86.X86Registers.ebp;
import static dev.touchstone.encoder.x86.X86Registers.ebx;
import static dev.touchstone.encoder.x86.X86Registers.ecx;
import static dev.touchstone.encoder.x86.X86Registers.edi;
import static dev.touchstone.encoder.x86.X86Registers.edx;
import static dev.touchstone.encoder.x86.X86Registers.esi;
import static dev.touchstone.encoder.x86.X86Registers.esp;

import dev.touchstone.encoder.x86.X86Assembler32;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;

/// The programs in x86-32, called as cdecl has it: arguments on the stack, above the return address.
final class X86Programs {
    private static final int STACK = 256;
    private static final SlotStack SLOTS = new SlotStack(4);

    private X86Programs() {}

    static List<Program> all() {
        return List.of(addition(true), addition(false), product(), gcd(), crc32(), push());
    }

    private static Program program(String name, X86Assembler32 a, MachineState state, List<Example.Expected> expected) {
        return Example.returning(
                name, a.code().toImage(), state, Example.register("esp", AddressMap.STACK_TOP + 4), expected);
    }

    private static void argument(MachineState state, int index, long value) {
        DataImage.write(state.stack(), state.stack().length / 2 + 4 * (index + 1), 4, value);
    }

    private static Program addition(boolean jumpedOver) {
        X86Assembler32 a = new X86Assembler32();
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
                new MachineState(Isa.X86_32, 0, STACK),
                List.of(Example.register("eax", jumpedOver ? 42 : 47)));
    }

    /// Two numbers from absolute addresses, their product to a third, registers kept.
    private static Program product() {
        X86Assembler32 a = new X86Assembler32();
        a.push(eax);
        a.push(edx);
        a.mov(eax, ptr(AddressMap.DATA));
        a.mov(edx, ptr(AddressMap.DATA + 4));
        a.imul(eax, edx);
        a.mov(ptr(AddressMap.DATA + 8), eax);
        a.pop(edx);
        a.pop(eax);
        a.ret();
        MachineState state = new MachineState(Isa.X86_32, 16, STACK);
        DataImage.write(state.data(), 0, 4, 123);
        DataImage.write(state.data(), 4, 4, 321);
        state.set("eax", 0x1111);
        state.set("edx", 0x2222);
        return program(
                "product of two numbers in memory",
                a,
                state,
                List.of(
                        Example.data(8, 4, 123 * 321),
                        Example.register("eax", 0x1111),
                        Example.register("edx", 0x2222)));
    }

    /// Euclid's.
    private static Program gcd() {
        X86Assembler32 a = new X86Assembler32();
        Label loop = a.newLabel();
        Label done = a.newLabel();
        a.mov(eax, ptr(esp).disp(4));
        a.mov(ecx, ptr(esp).disp(8));
        a.bind(loop);
        a.test(ecx, ecx);
        a.je(done);
        a.xor(edx, edx);
        a.div(ecx);
        a.mov(eax, ecx);
        a.mov(ecx, edx);
        a.jmp(loop);
        a.bind(done);
        a.ret();
        MachineState state = new MachineState(Isa.X86_32, 0, STACK);
        argument(state, 0, Programs.GCD_A);
        argument(state, 1, Programs.GCD_B);
        return program("gcd", a, state, List.of(Example.register("eax", Programs.GCD)));
    }

    /// Message, its length and the table in; eax out.
    private static Program crc32() {
        X86Assembler32 a = new X86Assembler32();
        Label loop = a.newLabel();
        Label done = a.newLabel();
        a.push(esi);
        a.push(edi);
        a.mov(esi, ptr(esp).disp(12));
        a.mov(edi, ptr(esp).disp(16));
        a.mov(edx, ptr(esp).disp(20));
        a.mov(eax, -1);
        a.test(edi, edi);
        a.je(done);
        a.bind(loop);
        a.movzx(ecx, byte_(ptr(esi)));
        a.xor(ecx, eax);
        a.and(ecx, 0xFF);
        a.shr(eax, 8);
        a.xor(eax, dword(ptr(edx).index(ecx, 4)));
        a.inc(esi);
        a.dec(edi);
        a.jne(loop);
        a.bind(done);
        a.not(eax);
        a.pop(edi);
        a.pop(esi);
        a.ret();
        MachineState state = new MachineState(Isa.X86_32, Crc32Data.SIZE, STACK);
        Crc32Data.fill(state);
        argument(state, 0, Crc32Data.MESSAGE);
        argument(state, 1, Crc32Data.LENGTH);
        argument(state, 2, Crc32Data.TABLE);
        return program("crc-32 by table", a, state, List.of(Example.register("eax", Crc32Data.expected())));
    }

    /// A method with prologue and epilogue: the slot stack in, 0 out. A slot of 8 bytes is written in two halves.
    private static Program push() {
        X86Assembler32 a = new X86Assembler32();
        a.push(ebp);
        a.mov(ebp, esp);
        a.push(ebx);
        a.mov(ebx, ptr(ebp).disp(8));
        a.mov(eax, ptr(ebx));
        a.mov(dword(ptr(eax)), SlotStack.VALUE);
        a.mov(dword(ptr(eax).disp(4)), 0);
        a.add(eax, 8);
        a.mov(ptr(ebx), eax);
        a.xor(eax, eax);
        a.pop(ebx);
        a.pop(ebp);
        a.ret();
        MachineState state = new MachineState(Isa.X86_32, SlotStack.SIZE, STACK);
        SLOTS.fill(state);
        argument(state, 0, SlotStack.ADDRESS);
        state.set("ebx", 0x1234);
        List<Example.Expected> expected = new ArrayList<>(SLOTS.expected());
        expected.add(Example.register("eax", 0));
        expected.add(Example.register("ebx", 0x1234));
        return program("push on a stack of slots", a, state, expected);
    }
}
