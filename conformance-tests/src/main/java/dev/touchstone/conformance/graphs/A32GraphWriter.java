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
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_ALU_PC_G0;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_LDR_PC_G0;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_MOVT_ABS;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_MOVT_PREL;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_MOVW_ABS_NC;
import static dev.touchstone.relocation.AArch32Fixups.R_ARM_MOVW_PREL_NC;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import java.util.List;
import java.util.function.UnaryOperator;

/// A32: the number in R0, the steps in R1, R2 and R3 for the edges, the stack and the return address at first
/// in R4 and R5.
final class A32GraphWriter extends GraphWriter {
    static final GraphForms FORMS = new GraphForms(
            List.of("b", "movw, movt, bx", "movw, movt, add pc", "ldr, bx", "ldr pc", "ldr literal, bx"),
            List.of("b<c>", "ldr<c> pc", "mov<c>, bx"),
            List.of("bl", "movw, movt, blx", "ldr, blx", "ldr literal, blx"),
            List.of("addresses", "constant addresses", "distances", "constant distances"));

    private static final int UDF = 0xE7F0_00F0;
    /// Bytes from an instruction to what PC reads as there.
    private static final int AHEAD = 8;

    private final A32Assembler a = new A32Assembler(code);

    A32GraphWriter(Graph graph, UnaryOperator<FixupKind> kinds) {
        super(graph, Machine.A32, BufferOption.EXTENDED_REACH, kinds);
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
        a.mov(r4, sp);
        a.mov(r5, lr);
    }

    @Override
    void visit(int id) {
        a.rsb(r0, r0, r0, LSL, 5);
        a.add(r0, r0, id);
    }

    @Override
    void step(Label leave) {
        a.subs(r1, r1, 1);
        a.b(EQ, leave);
    }

    @Override
    void leave() {
        a.mov(sp, r4);
        a.bx(r5);
    }

    @Override
    void return_() {
        a.bx(lr);
    }

    @Override
    void jump(String form, Label to) {
        switch (form) {
            case "b" -> a.b(to);
            case "movw, movt, add pc" -> {
                // MOVW and MOVT take the distance from themselves; ADD counts from what PC is there.
                code.holdTogether(3 * unit());
                a.movw(r2, 0);
                fixup(R_ARM_MOVW_PREL_NC, to, -AHEAD - 2L * unit());
                a.movt(r2, 0);
                fixup(R_ARM_MOVT_PREL, to, -AHEAD - (long) unit());
                a.add(pc, pc, r2);
            }
            case "ldr pc" -> load(slot(to, false), true);
            default -> {
                load(form, to);
                a.bx(r2);
            }
        }
    }

    private void load(Label slot, boolean toPc) {
        a.ldr(toPc ? pc : r2, slot);
        nearLast(R_ARM_LDR_PC_G0, slot, -AHEAD);
    }

    /// The address to R2.
    private void load(String form, Label to) {
        if (form.startsWith("movw")) {
            absolute(to);
        } else if (form.startsWith("ldr literal")) {
            load(code.literal(to), false);
        } else {
            load(slot(to, false), false);
        }
    }

    private void absolute(Label to) {
        a.movw(r2, 0);
        fixup(R_ARM_MOVW_ABS_NC, to, 0);
        a.movt(r2, 0);
        fixup(R_ARM_MOVT_ABS, to, 0);
    }

    @Override
    void branch(String form, int bit, boolean whenSet, Label to) {
        switch (form) {
            case "ldr<c> pc" -> {
                Label slot = slot(to, false);
                a.tst(r0, 1L << bit);
                a.ldr(whenSet ? NE : EQ, pc, slot);
                nearLast(R_ARM_LDR_PC_G0, slot, -AHEAD);
            }
            case "mov<c>, bx" -> {
                Label over = code.newLabel();
                absolute(to);
                a.tst(r0, 1L << bit);
                a.b(whenSet ? EQ : NE, over);
                a.bx(r2);
                a.bind(over);
            }
            default -> {
                a.tst(r0, 1L << bit);
                a.b(whenSet ? NE : EQ, to);
            }
        }
    }

    @Override
    void call(String form, Label to, boolean nested) {
        if (nested) {
            a.push(list(r6, lr));
        }
        if (form.equals("bl")) {
            a.bl(to);
        } else {
            load(form, to);
            a.blx(r2);
        }
        if (nested) {
            a.pop(list(r6, lr));
        }
    }

    @Override
    void table(String form, List<Label> targets) {
        boolean constant = form.startsWith("constant");
        boolean distances = form.endsWith("distances");
        Label table = code.newLabel();
        a.and(r3, r0, targets.size() - 1);
        if (constant) {
            absolute(table);
        } else {
            // What ADR reaches depends on the distance's bits: instructions and table are one piece.
            code.holdTogether(((distances ? 4 : 3) + targets.size()) * unit());
            a.add(r2, pc, 0);
            fixup(R_ARM_ALU_PC_G0, table, -AHEAD);
        }
        a.ldr(r3, mem(r2, r3).lsl(2));
        if (distances) {
            a.add(r3, r3, r2);
        }
        a.bx(r3);
        writeTable(table, targets, constant, distances);
    }
}
