package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Branches, labels and literals written into a buffer, each with a mark behind it by which a run tells where
/// it came.
final class ReachProgram {
    /// A branch or load that can be written.
    ///
    /// @param wide whether a T32 instruction has two halfwords
    /// @param always whether it is taken whatever the state is
    record Form(FixupKind kind, long addend, long word, boolean wide, boolean always) {}

    static final List<Form> A64 = List.of(
            new Form(AArch64Fixups.R_AARCH64_CONDBR19, 0, 0x54000000L, true, false), // b.eq
            new Form(AArch64Fixups.R_AARCH64_CONDBR19, 0, 0x54000001L, true, false), // b.ne
            new Form(AArch64Fixups.R_AARCH64_CONDBR19, 0, 0x5400000EL, true, true), // b.al
            new Form(AArch64Fixups.R_AARCH64_CONDBR19, 0, 0xB4000003L, true, false), // cbz x3
            new Form(AArch64Fixups.R_AARCH64_CONDBR19, 0, 0x35000003L, true, false), // cbnz w3
            new Form(AArch64Fixups.R_AARCH64_TSTBR14, 0, 0x36180003L, true, false), // tbz w3, #3
            new Form(AArch64Fixups.R_AARCH64_TSTBR14, 0, 0xB7180003L, true, false), // tbnz x3, #35
            new Form(AArch64Fixups.R_AARCH64_JUMP26, 0, 0x14000000L, true, true),
            new Form(AArch64Fixups.R_AARCH64_CALL26, 0, 0x94000000L, true, true));
    static final List<Form> A32 = List.of(
            new Form(AArch32Fixups.R_ARM_JUMP24, -8, 0x0A000000L, true, false), // beq
            new Form(AArch32Fixups.R_ARM_JUMP24, -8, 0x1A000000L, true, false), // bne
            new Form(AArch32Fixups.R_ARM_JUMP24, -8, 0xEA000000L, true, true),
            new Form(AArch32Fixups.R_ARM_CALL, -8, 0x1B000000L, true, false), // blne
            new Form(AArch32Fixups.R_ARM_CALL, -8, 0xEB000000L, true, true));
    static final List<Form> T32 = List.of(
            new Form(AArch32Fixups.R_ARM_THM_JUMP6, -4, 0xB103L, false, false), // cbz r3
            new Form(AArch32Fixups.R_ARM_THM_JUMP6, -4, 0xB903L, false, false), // cbnz r3
            new Form(AArch32Fixups.R_ARM_THM_JUMP8, -4, 0xD000L, false, false), // beq
            new Form(AArch32Fixups.R_ARM_THM_JUMP8, -4, 0xD100L, false, false), // bne
            new Form(AArch32Fixups.R_ARM_THM_JUMP11, -4, 0xE000L, false, true), // b
            new Form(AArch32Fixups.R_ARM_THM_JUMP19, -4, 0xF0008000L, true, false), // beq.w
            new Form(AArch32Fixups.R_ARM_THM_JUMP19, -4, 0xF0408000L, true, false), // bne.w
            new Form(AArch32Fixups.R_ARM_THM_JUMP24, -4, 0xF0009000L, true, true), // b.w
            new Form(AArch32Fixups.R_ARM_THM_CALL, -4, 0xF000D000L, true, true)); // bl

    static List<Form> forms(Machine machine) {
        return machine.equals(Machine.A64) ? A64 : machine.equals(Machine.A32) ? A32 : T32;
    }

    private record Site(int at, Form form, int label, int mark) {}

    private record Load(int at, long value, int bytes) {}

    final CodeBuffer code;
    private final Machine machine;
    private final Label[] labels;
    private final int[] places;
    private final List<Site> sites = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();

    ReachProgram(CodeBuffer code, int labels) {
        this.code = code;
        this.machine = code.machine();
        this.labels = new Label[labels];
        this.places = new int[labels];
        Arrays.setAll(this.labels, i -> code.newLabel());
        Arrays.fill(places, -1);
    }

    int labels() {
        return labels.length;
    }

    boolean isBound(int label) {
        return labels[label].isBound();
    }

    private int write(long word, boolean wide) {
        int at = code.reserve(wide ? 4 : 2);
        if (!machine.equals(Machine.T32)) {
            code.put32((int) word);
        } else if (wide) {
            code.put16((int) (word >>> 16));
            code.put16((int) word);
        } else {
            code.put16((int) word);
        }
        return at;
    }

    /// An instruction that is no branch: a mark, where it stands tells it from others.
    private int mark() {
        return machine.equals(Machine.A64)
                ? write(0xD2800009L, true) // mov x9, #0
                : machine.equals(Machine.A32) ? write(0xE3A09000L, true) : write(0x2700, false); // mov r7, #0
    }

    void bind(int label) {
        code.bind(labels[label]);
        places[label] = mark();
    }

    /// What a branch and its mark take.
    int bytes(Form form) {
        return (form.wide ? 4 : 2) + machine.codeAlignment();
    }

    void branch(Form form, int label) {
        int at = write(form.word, form.wide);
        code.fixup(form.kind, at, labels[label], form.addend);
        sites.add(new Site(at, form, label, mark()));
    }

    /// A load of a literal of 4 or 8 bytes.
    void load(int bytes, long value, boolean wide) {
        Label literal = code.literal(bytes, value);
        FixupKind kind;
        int at;
        if (machine.equals(Machine.A64)) {
            kind = AArch64Fixups.R_AARCH64_LD_PREL_LO19;
            at = write(bytes == 8 ? 0x58000001L : 0x18000001L, true);
        } else if (machine.equals(Machine.A32)) {
            kind = AArch32Fixups.R_ARM_LDR_PC_G0;
            at = write(0xE51F1000L, true);
        } else {
            kind = wide ? AArch32Fixups.R_ARM_THM_PC12 : AArch32Fixups.R_ARM_THM_PC8;
            at = write(wide ? 0xF85F1000L : 0x4900, wide);
        }
        code.fixup(kind, at, literal, machine.equals(Machine.A64) ? 0 : machine.equals(Machine.A32) ? -8 : -4);
        loads.add(new Load(at, value, bytes));
    }

    /// No-operation instructions of so many bytes in all.
    void fill(int bytes) {
        byte[] filling = new byte[bytes & -machine.codeAlignment()];
        NoOps.fill(machine, filling, 0, filling.length);
        code.put(filling);
    }

    /// Runs each branch in either state, and reads each literal.
    byte[] check() {
        byte[] linked = code.toImage().at(0);
        for (Site site : sites) {
            int place = after(linked, places[site.label]);
            assertEquals(place, go(linked, site, true), () -> "taken: " + site);
            if (!site.form.always) {
                assertEquals(after(linked, site.mark), go(linked, site, false), () -> "not taken: " + site);
            }
        }
        for (Load load : loads) {
            int address = (int) new ReachMachine(machine, linked, true).literalAddress(load.at);
            long value =
                    load.bytes == 8 ? Container.LE64.read(linked, address) : (int) Container.LE32.read(linked, address);
            assertEquals(load.value, value, () -> "literal of " + load);
            assertEquals(0, address % load.bytes, "literals are aligned");
        }
        return linked;
    }

    /// Where a run from a mark's place ends: there.
    private int after(byte[] linked, int mark) {
        return new ReachMachine(machine, linked, true).run(mark);
    }

    private int go(byte[] linked, Site site, boolean taken) {
        boolean onZero = !(site.form.word == 0x54000001L
                || site.form.word == 0x35000003L
                || site.form.word == 0xB7180003L
                || site.form.word >>> 28 == 1 && !machine.equals(Machine.A64)
                || site.form.word == 0xB903
                || site.form.word == 0xD100
                || site.form.word == 0xF0408000L);
        return new ReachMachine(machine, linked, taken == onZero).run(site.at);
    }
}
