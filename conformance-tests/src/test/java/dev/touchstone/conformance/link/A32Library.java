package dev.touchstone.conformance.link;

import static dev.touchstone.encoder.aarch32.A32Registers.*;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_GOT_PREL;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_REL32;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.SectionKind;

/// The functions of `main.c` in A32 code, but `compare`, which is T32 code.
final class A32Library {
    private final A32Assembler a = new A32Assembler();
    private final LibraryData data = new LibraryData(a.code());

    private A32Library() {}

    static CodeBuffer code() {
        A32Library library = new A32Library();
        library.write();
        return library.a.code();
    }

    /// What gives the address of the label, or of its entry in the global offset table, from a literal.
    private void address(R to, Label label, FixupKind kind) {
        Label literal = a.newLabel();
        Label over = a.newLabel();
        a.ldr(to, literal);
        Label sum = a.newLabel();
        a.bind(sum);
        a.add(to, pc, to);
        a.b(over);
        a.bind(literal);
        a.code().data().u32(0);
        // S + A - P, where A is the way from the program counter, 8 bytes on, to the literal
        a.code().fixup(kind, literal.offset(), label, literal.offset() - sum.offset() - 8);
        a.bind(over);
    }

    private void write() {
        data.function("add");
        a.add(r0, r0, r1);
        a.bx(lr);

        data.function("greet");
        address(r0, data.greeting, R_ARM_REL32);
        a.b(data.external("puts"));

        data.function("total");
        address(r1, data.counter, R_ARM_REL32);
        a.ldr(r0, mem(r1));
        a.add(r0, r0, 1);
        a.str(r0, mem(r1));
        address(r2, data.room, R_ARM_REL32);
        a.str(r0, mem(r2).offset(12));
        address(r3, data.external("c_variable"), R_ARM_GOT_PREL);
        a.ldr(r3, mem(r3));
        a.ldr(r3, mem(r3));
        a.add(r0, r0, r3);
        a.ldr(r3, mem(r2).offset(12));
        a.add(r0, r0, r3);
        a.bx(lr);

        CodeBuffer thumb = a.code().section(SectionKind.TEXT, Machine.T32);
        Label compare = data.function("compare", thumb);
        T32Assembler t = new T32Assembler(thumb);
        t.ldr(r0, mem(r0));
        t.ldr(r1, mem(r1));
        t.subs(r0, r0, r1);
        t.bx(lr);

        data.function("sort");
        a.push(list(r4, lr));
        a.mov(r2, 4);
        address(r3, compare, R_ARM_REL32);
        a.bl(data.external("qsort"));
        a.pop(list(r4, pc));

        data.function("twice");
        a.push(list(r4, lr));
        a.mov(r4, r0);
        a.mov(r0, r1);
        a.blx(r4);
        a.blx(r4);
        a.pop(list(r4, pc));
    }
}
