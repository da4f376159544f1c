package dev.touchstone.conformance.link;

import static dev.touchstone.encoder.aarch64.A64Registers.*;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_ADR_GOT_PAGE;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_LD64_GOT_LO12_NC;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;

/// The functions of `main.c` in A64 code.
final class A64Library {
    private final A64Assembler a = new A64Assembler();
    private final LibraryData data = new LibraryData(a.code());

    private final boolean table;

    private A64Library(boolean table) {
        this.table = table;
        write();
    }

    /// As ELF and Mach-O have it: the C variable's address from the global offset table.
    static CodeBuffer code() {
        return new A64Library(true).a.code();
    }

    /// As COFF has it: without such a table.
    static CodeBuffer codeWithoutTable() {
        return new A64Library(false).a.code();
    }

    private void address(X to, Label label) {
        a.adrp(to, label);
        a.add(to, to, label);
    }

    private void write() {
        data.function("add");
        a.add(w0, w0, w1);
        a.ret();

        data.function("greet");
        address(x0, data.greeting);
        a.b(data.external("puts"));

        data.function("total");
        address(x1, data.counter);
        a.ldr(w0, mem(x1));
        a.add(w0, w0, 1);
        a.str(w0, mem(x1));
        a.adrp(x2, data.room.plus(12));
        a.str(w0, mem(x2).offset(data.room.plus(12)));
        Label variable = data.external("c_variable");
        if (table) {
            a.adrp(x3, variable.via(R_AARCH64_ADR_GOT_PAGE));
            a.ldr(x3, mem(x3).offset(variable.via(R_AARCH64_LD64_GOT_LO12_NC)));
        } else {
            address(x3, variable);
        }
        a.ldr(w3, mem(x3));
        a.add(w3, w3, w0);
        a.adrp(x2, data.room.plus(12));
        a.ldr(w0, mem(x2).offset(data.room.plus(12)));
        a.add(w0, w3, w0);
        a.ret();

        Label compare = data.function("compare");
        a.ldr(w0, mem(x0));
        a.ldr(w1, mem(x1));
        a.sub(w0, w0, w1);
        a.ret();

        data.function("sort");
        a.stp(x29, x30, mem(sp).pre(-16));
        a.mov(x2, 4);
        address(x3, compare);
        a.bl(data.external("qsort"));
        a.ldp(x29, x30, mem(sp).post(16));
        a.ret();

        data.function("twice");
        a.stp(x19, x30, mem(sp).pre(-16));
        a.mov(x19, x0);
        a.mov(w0, w1);
        a.blr(x19);
        a.blr(x19);
        a.ldp(x19, x30, mem(sp).post(16));
        a.ret();
    }
}
