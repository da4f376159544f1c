package dev.touchstone.conformance.graphs;

import static dev.touchstone.encoder.aarch32.A32Registers.EQ;
import static dev.touchstone.encoder.aarch32.A32Registers.LSL;
import static dev.touchstone.encoder.aarch32.A32Registers.NE;
import static dev.touchstone.encoder.aarch32.A32Registers.list;
import static dev.touchstone.encoder.aarch32.A32Registers.lr;
import static dev.touchstone.encoder.aarch32.A32Registers.mem;
import static dev.touchstone.encoder.aarch32.A32Registers.pc;
import static dev.touchstone.encoder.aarch32.A32Registers.r0;
import static dev.touchstone.encoder.aarch32.A32Registers.r1;
import static dev.touchstone.encoder.aarch32.A32Registers.r2;
import static dev.touchstone.encoder.aarch32.A32Registers.r3;
import static dev.touchstone.encoder.aarch32.A32Registers.r4;
import static dev.touchstone.encoder.aarch32.A32Registers.r5;
import static dev.touchstone.encoder.aarch32.A32Registers.r6;
import static dev.touchstone.encoder.aarch32.A32Registers.sp;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_ALU_PREL_11_0;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_JUMP11;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_JUMP6;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_JUMP8;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_MOVT_ABS;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_MOVW_ABS_NC;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_THM_PC12;

import dev.touchstone.encoder.aarch32.Condition;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import java.util.List;
import java.util.function.UnaryOperator;

/// T32: the number in R0, the steps in R1, R2 and R3 for the edges, the stack and the return address at first
/// in R4 and R5.
final class T32GraphWriter extends GraphWriter {
    static final GraphForms FORMS = new GraphForms(
            List.of("b.w", "b", "b.n", "adr, bx", "movw, movt, bx", "ldr, bx", "ldr pc", "ldr literal, bx"),
            List.of("b<c>.w", "b<c>", "b<c>.n", "cbz", "it, b"),
            List.of("bl", "adr, blx", "movw, movt, blx", "ldr, blx", "ldr literal, blx"),
            List.of("addresses", "constant addresses", "distances", "constant distances"));

    private static final int UDF = 0xDE00;
    /// Bytes from an instruction to what PC reads as there.
    private static final int AHEAD = 4;

    private final T32Assembler t = new T32Assembler(code);

    T32GraphWriter(Graph graph, UnaryOperator<FixupKind> kinds) {
        super(graph, Machine.T32, BufferOption.EXTENDED_REACH, kinds);
    }

    @Override
    int unit() {
        return 2;
    }

    @Override
    int trap() {
        return UDF;
    }

    @Override
    void noOps(int units) {
        for (int i = 0; i < units; i++) {
            t.nop();
        }
    }

    /// Bit 0 says that there is T32 code.
    @Override
    Label address(Label label) {
        return label.plus(1);
    }

    @Override
    void prologue() {
        // So that rounded addresses are the same wherever the code stands.
        code.align(4);
        t.mov(r4, sp);
        t.mov(r5, lr);
    }

    @Override
    void visit(int id) {
        t.rsb(r0, r0, r0, LSL, 5);
        t.add(r0, r0, id);
    }

    @Override
    void step(Label leave) {
        t.subs(r1, r1, 1);
        t.b_w(EQ, leave);
    }

    @Override
    void leave() {
        t.mov(sp, r4);
        t.bx(r5);
    }

    @Override
    void return_() {
        t.bx(lr);
    }

    @Override
    void jump(String form, Label to) {
        switch (form) {
            case "b.w" -> t.b_w(to);
            case "b", "b.n" -> {
                if (form.equals("b")) {
                    t.b(to);
                } else {
                    t.b_n(to);
                }
                nearLast(R_ARM_THM_JUMP11, to, -AHEAD);
            }
            case "ldr pc" -> {
                Label slot = slot(to, false);
                t.ldr_w(pc, slot);
                nearAligned(R_ARM_THM_PC12, slot);
            }
            default -> {
                load(form, to);
                t.bx(r2);
            }
        }
    }

    /// The address to R2, with bit 0 set.
    private void load(String form, Label to) {
        if (form.startsWith("adr")) {
            adr(to);
            t.orr(r2, r2, 1);
        } else if (form.startsWith("movw")) {
            absolute(address(to));
        } else {
            Label slot = form.startsWith("ldr literal") ? code.literal(address(to)) : slot(to, false);
            t.ldr_w(r2, slot);
            nearAligned(R_ARM_THM_PC12, slot);
        }
    }

    /// Notes that the instruction that was written last has a short range, counted from its address rounded down.
    private void nearAligned(FixupKind kind, Label to) {
        near(kind, code.position() - kind.bytes() & -4, to, -AHEAD);
    }

    /// The wide ADR to R2.
    private void adr(Label to) {
        t.word(0xF20F_0200, R_ARM_THM_ALU_PREL_11_0, to, -AHEAD);
        nearAligned(R_ARM_THM_ALU_PREL_11_0, to);
    }

    private void absolute(Label to) {
        t.movw(r2, 0);
        fixup(R_ARM_THM_MOVW_ABS_NC, to, 0);
        t.movt(r2, 0);
        fixup(R_ARM_THM_MOVT_ABS, to, 0);
    }

    @Override
    void branch(String form, int bit, boolean whenSet, Label to) {
        Condition taken = whenSet ? NE : EQ;
        if (form.equals("cbz")) {
            t.ubfx(r2, r0, bit, 1);
            if (whenSet) {
                t.cbnz(r2, to);
            } else {
                t.cbz(r2, to);
            }
            nearLast(R_ARM_THM_JUMP6, to, -AHEAD);
            return;
        }
        t.tst(r0, 1L << bit);
        switch (form) {
            case "b<c>", "b<c>.n" -> {
                if (form.equals("b<c>")) {
                    t.b(taken, to);
                } else {
                    t.b_n(taken, to);
                }
                nearLast(R_ARM_THM_JUMP8, to, -AHEAD);
            }
            case "it, b" -> {
                t.it(taken);
                t.b_w(taken, to);
            }
            default -> t.b_w(taken, to);
        }
    }

    @Override
    void call(String form, Label to, boolean nested) {
        if (nested) {
            t.push(list(r6, lr));
        }
        if (form.equals("bl")) {
            t.bl(to);
        } else {
            load(form, to);
            t.blx(r2);
        }
        if (nested) {
            t.pop(list(r6, lr));
        }
    }

    @Override
    void table(String form, List<Label> targets) {
        boolean constant = form.startsWith("constant");
        boolean distances = form.endsWith("distances");
        Label table = code.newLabel();
        t.and(r3, r0, targets.size() - 1);
        if (constant) {
            absolute(table);
        } else {
            adr(table);
        }
        t.ldr(r3, mem(r2, r3).lsl(2));
        if (distances) {
            t.add(r3, r3, r2);
        }
        t.bx(r3);
        writeTable(table, targets, constant, distances);
    }
}
