package dev.touchstone.conformance.graphs;

import static dev.touchstone.encoder.aarch64.A64Registers.EQ;
import static dev.touchstone.encoder.aarch64.A64Registers.LSL;
import static dev.touchstone.encoder.aarch64.A64Registers.NE;
import static dev.touchstone.encoder.aarch64.A64Registers.mem;
import static dev.touchstone.encoder.aarch64.A64Registers.sp;
import static dev.touchstone.encoder.aarch64.A64Registers.w0;
import static dev.touchstone.encoder.aarch64.A64Registers.w1;
import static dev.touchstone.encoder.aarch64.A64Registers.w2;
import static dev.touchstone.encoder.aarch64.A64Registers.x0;
import static dev.touchstone.encoder.aarch64.A64Registers.x19;
import static dev.touchstone.encoder.aarch64.A64Registers.x2;
import static dev.touchstone.encoder.aarch64.A64Registers.x20;
import static dev.touchstone.encoder.aarch64.A64Registers.x3;
import static dev.touchstone.encoder.aarch64.A64Registers.x30;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_ADD_ABS_LO12_NC;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_LDST64_ABS_LO12_NC;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G0_NC;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G1_NC;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G2_NC;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G3;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_TSTBR14;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import java.util.List;
import java.util.function.UnaryOperator;

/// A64: the number in W0, the steps in W1, X2 and X3 for the edges, the stack and the return address at first in
/// X19 and X20.
final class A64GraphWriter extends GraphWriter {
    static final GraphForms FORMS = new GraphForms(
            List.of("b", "adr, br", "adrp, add, br", "movz, movk, br", "ldr, br", "ldr literal, br", "adrp, ldr, br"),
            List.of("b.cond", "tbz", "cbz"),
            List.of(
                    "bl",
                    "adr, blr",
                    "adrp, add, blr",
                    "movz, movk, blr",
                    "ldr, blr",
                    "ldr literal, blr",
                    "adrp, ldr, blr"),
            List.of("addresses", "constant addresses", "distances", "constant distances"));

    private static final int UDF = 0;

    private final A64Assembler a = new A64Assembler(code);

    A64GraphWriter(Graph graph, UnaryOperator<FixupKind> kinds) {
        super(graph, Machine.A64, BufferOption.EXTENDED_REACH, kinds);
    }

    @Override
    int unit() {
        return 4;
    }

    @Override
    int trap() {
        return UDF;
    }

    @Override
    void noOps(int units) {
        for (int i = 0; i < units; i++) {
            a.nop();
        }
    }

    @Override
    void prologue() {
        a.mov(x19, sp);
        a.mov(x20, x30);
    }

    @Override
    void visit(int id) {
        a.lsl(w2, w0, 5);
        a.sub(w0, w2, w0);
        a.add(w0, w0, id);
    }

    @Override
    void step(Label leave) {
        a.subs(w1, w1, 1);
        a.b(EQ, leave);
    }

    @Override
    void leave() {
        a.mov(sp, x19);
        a.ret(x20);
    }

    @Override
    void return_() {
        a.ret(x30);
    }

    @Override
    void jump(String form, Label to) {
        if (form.equals("b")) {
            a.b(to);
            return;
        }
        load(form, to);
        a.br(x2);
    }

    /// The address to X2.
    private void load(String form, Label to) {
        if (form.startsWith("adr, ")) {
            a.adr(x2, to);
        } else if (form.startsWith("adrp, add")) {
            page(x2, to);
        } else if (form.startsWith("movz")) {
            a.movz(x2, 0);
            fixup(R_AARCH64_MOVW_UABS_G0_NC, to, 0);
            a.movk(x2, 0, LSL, 16);
            fixup(R_AARCH64_MOVW_UABS_G1_NC, to, 0);
            a.movk(x2, 0, LSL, 32);
            fixup(R_AARCH64_MOVW_UABS_G2_NC, to, 0);
            a.movk(x2, 0, LSL, 48);
            fixup(R_AARCH64_MOVW_UABS_G3, to, 0);
        } else if (form.startsWith("ldr literal")) {
            a.ldr(x2, code.literal(to));
        } else if (form.startsWith("ldr")) {
            a.ldr(x2, slot(to, false));
        } else {
            Label slot = slot(to, true);
            a.adrp(x2, slot);
            a.ldr(x2, mem(x2));
            fixup(R_AARCH64_LDST64_ABS_LO12_NC, slot, 0);
        }
    }

    private void page(X to, Label label) {
        a.adrp(to, label);
        a.add(to, to, 0);
        fixup(R_AARCH64_ADD_ABS_LO12_NC, label, 0);
    }

    @Override
    void branch(String form, int bit, boolean whenSet, Label to) {
        switch (form) {
            case "tbz" -> {
                if (whenSet) {
                    a.tbnz(w0, bit, to);
                } else {
                    a.tbz(w0, bit, to);
                }
                nearLast(R_AARCH64_TSTBR14, to, 0);
            }
            case "cbz" -> {
                a.ubfx(x2, x0, bit, 1);
                if (whenSet) {
                    a.cbnz(x2, to);
                } else {
                    a.cbz(w2, to);
                }
            }
            default -> {
                a.tst(w0, 1L << bit);
                a.b(whenSet ? NE : EQ, to);
            }
        }
    }

    @Override
    void call(String form, Label to, boolean nested) {
        if (nested) {
            a.str(x30, mem(sp).pre(-16));
        }
        if (form.equals("bl")) {
            a.bl(to);
        } else {
            load(form, to);
            a.blr(x2);
        }
        if (nested) {
            a.ldr(x30, mem(sp).post(16));
        }
    }

    @Override
    void table(String form, List<Label> targets) {
        boolean constant = form.startsWith("constant");
        boolean distances = form.endsWith("distances");
        Label table = code.newLabel();
        if (constant) {
            page(x2, table);
        } else {
            a.adr(x2, table);
        }
        if (targets.size() == 1) {
            a.movz(x3, 0);
        } else {
            a.and(x3, x0, targets.size() - 1);
        }
        if (distances) {
            a.ldrsw(x3, mem(x2, x3).lsl(2));
            a.add(x2, x2, x3);
        } else {
            a.ldr(x2, mem(x2, x3).lsl(3));
        }
        a.br(x2);
        writeTable(table, targets, constant, distances);
    }
}
