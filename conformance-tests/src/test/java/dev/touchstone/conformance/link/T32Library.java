package dev.touchstone.conformance.link;

import static dev.touchstone.encoder.aarch32.A32Registers.*;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_MOVT_PREL;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_MOVW_PREL_NC;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.SectionKind;

/// The functions of `main.c` in T32 code, but `add_one` that `total` calls and `compare`, which are A32 code.
final class T32Library {
    private final T32Assembler a = new T32Assembler();
    private final LibraryData data = new LibraryData(a.code());

    private T32Library() {}

    static CodeBuffer code() {
        T32Library library = new T32Library();
        library.write();
        return library.a.code();
    }

    /// The address of the label, from the program counter: 4 bytes behind the ADD, which stands 8 and 4 bytes
    /// behind the patched places.
    private void address(R to, Label label) {
        a.movw(to, label.plus(-12).via(R_ARM_THM_MOVW_PREL_NC));
        a.movt(to, label.plus(-8).via(R_ARM_THM_MOVT_PREL));
        a.add(to, pc);
    }

    private void write() {
        CodeBuffer wide = a.code().section(SectionKind.TEXT, Machine.A32);
        A32Assembler w = new A32Assembler(wide);
        Label addOne = data.function("add_one", wide);
        w.add(r0, r0, 1);
        w.bx(lr);
        Label compare = data.function("compare", wide);
        w.ldr(r0, mem(r0));
        w.ldr(r1, mem(r1));
        w.sub(r0, r0, r1);
        w.bx(lr);

        data.function("add");
        a.adds(r0, r0, r1);
        a.bx(lr);

        data.function("greet");
        address(r0, data.greeting);
        a.b_w(data.external("puts"));

        data.function("total");
        a.push(list(r4, lr));
        address(r4, data.counter);
        a.ldr(r0, mem(r4));
        a.bl(addOne);
        a.str(r0, mem(r4));
        address(r2, data.room);
        a.str(r0, mem(r2).offset(12));
        address(r3, data.external("c_variable"));
        a.ldr(r3, mem(r3));
        a.adds(r0, r0, r3);
        a.ldr(r3, mem(r2).offset(12));
        a.adds(r0, r0, r3);
        a.pop(list(r4, pc));

        data.function("sort");
        a.push(list(r4, lr));
        a.movs(r2, 4);
        address(r3, compare);
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
