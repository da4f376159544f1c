package dev.touchstone.conformance.link;

import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.*;

import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.X8664Fixups;

/// The functions of `main.c` in x86-64 code, by the System V calling convention.
final class X8664Library {
    private X8664Library() {}

    /// As ELF and Mach-O have it: the C variable's address from the global offset table.
    static CodeBuffer code() {
        return code(true);
    }

    /// As COFF has it: without such a table.
    static CodeBuffer codeWithoutTable() {
        return code(false);
    }

    private static CodeBuffer code(boolean table) {
        X86Assembler a = new X86Assembler();
        LibraryData data = new LibraryData(a.code());

        data.function("add");
        a.lea(eax, ptr(rdi).index(rsi));
        a.ret();

        data.function("greet");
        a.lea(rdi, ptr(data.greeting));
        a.jmp(data.external("puts"));

        data.function("total");
        a.mov(eax, dword(ptr(data.counter)));
        a.inc(eax);
        a.mov(dword(ptr(data.counter)), eax);
        a.mov(dword(ptr(data.room.plus(12))), eax);
        Label variable = data.external("c_variable");
        if (table) {
            a.mov(rdx, ptr(variable.via(X8664Fixups.R_X86_64_REX_GOTPCRELX)));
        } else {
            a.lea(rdx, ptr(variable));
        }
        a.add(eax, dword(ptr(rdx)));
        a.add(eax, dword(ptr(data.room.plus(12))));
        a.ret();

        Label compare = data.function("compare");
        a.mov(eax, dword(ptr(rdi)));
        a.sub(eax, dword(ptr(rsi)));
        a.ret();

        data.function("sort");
        a.push(rbp);
        a.mov(edx, 4);
        a.lea(rcx, ptr(compare));
        a.call(data.external("qsort"));
        a.pop(rbp);
        a.ret();

        data.function("twice");
        a.push(rbx);
        a.mov(rbx, rdi);
        a.mov(edi, esi);
        a.call(rbx);
        a.mov(edi, eax);
        a.call(rbx);
        a.pop(rbx);
        a.ret();
        return a.code();
    }
}
