package dev.touchstone.conformance.link;

import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.*;
import static dev.touchstone.relocation.X8632Fixups.R_386_GOT32X;
import static dev.touchstone.relocation.X8632Fixups.R_386_GOTOFF;
import static dev.touchstone.relocation.X8632Fixups.R_386_GOTPC;
import static dev.touchstone.relocation.X8632Fixups.R_386_PLT32;

import dev.touchstone.encoder.x86.X86Assembler32;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;

/// The functions of `main.c` in i386 code, position-independent: ebx holds the address of the global offset
/// table.
final class X8632Library {
    private final X86Assembler32 a = new X86Assembler32();
    private final LibraryData data = new LibraryData(a.code());

    private X8632Library() {}

    static CodeBuffer code() {
        X8632Library library = new X8632Library();
        library.write();
        return library.a.code();
    }

    private void tableToEbx() {
        Label next = a.newLabel();
        a.call(next);
        a.bind(next);
        a.pop(ebx);
        a.lea(
                ebx,
                ptr(ebx).disp(data.external("_GLOBAL_OFFSET_TABLE_")
                        .via(R_386_GOTPC)
                        .plus(3)));
    }

    private void write() {
        data.function("add");
        a.mov(eax, dword(ptr(esp).disp(4)));
        a.add(eax, dword(ptr(esp).disp(8)));
        a.ret();

        data.function("greet");
        a.push(ebx);
        a.sub(esp, 8);
        tableToEbx();
        a.lea(eax, ptr(ebx).disp(data.greeting.via(R_386_GOTOFF)));
        a.mov(dword(ptr(esp)), eax);
        a.call(data.external("puts").via(R_386_PLT32));
        a.add(esp, 8);
        a.pop(ebx);
        a.ret();

        data.function("total");
        a.push(ebx);
        tableToEbx();
        a.mov(eax, dword(ptr(ebx).disp(data.counter.via(R_386_GOTOFF))));
        a.inc(eax);
        a.mov(dword(ptr(ebx).disp(data.counter.via(R_386_GOTOFF))), eax);
        a.mov(dword(ptr(ebx).disp(data.room.plus(12).via(R_386_GOTOFF))), eax);
        a.mov(edx, dword(ptr(ebx).disp(data.external("c_variable").via(R_386_GOT32X))));
        a.add(eax, dword(ptr(edx)));
        a.add(eax, dword(ptr(ebx).disp(data.room.via(R_386_GOTOFF).plus(12))));
        a.pop(ebx);
        a.ret();

        Label compare = data.function("compare");
        a.mov(eax, dword(ptr(esp).disp(4)));
        a.mov(edx, dword(ptr(esp).disp(8)));
        a.mov(eax, dword(ptr(eax)));
        a.sub(eax, dword(ptr(edx)));
        a.ret();

        data.function("sort");
        a.push(ebx);
        a.sub(esp, 8);
        tableToEbx();
        a.lea(eax, ptr(ebx).disp(compare.via(R_386_GOTOFF)));
        a.push(eax);
        a.push(4);
        a.push(dword(ptr(esp).disp(28)));
        a.push(dword(ptr(esp).disp(28)));
        a.call(data.external("qsort").via(R_386_PLT32));
        a.add(esp, 24);
        a.pop(ebx);
        a.ret();

        data.function("twice");
        a.push(ebx);
        a.sub(esp, 8);
        a.mov(eax, dword(ptr(esp).disp(20)));
        a.mov(dword(ptr(esp)), eax);
        a.call(dword(ptr(esp).disp(16)));
        a.mov(dword(ptr(esp)), eax);
        a.call(dword(ptr(esp).disp(16)));
        a.add(esp, 8);
        a.pop(ebx);
        a.ret();
    }
}
