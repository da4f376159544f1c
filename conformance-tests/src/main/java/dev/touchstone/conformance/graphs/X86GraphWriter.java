package dev.touchstone.conformance.graphs;

import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.eax;
import static dev.touchstone.encoder.x86.X86Registers.ebx;
import static dev.touchstone.encoder.x86.X86Registers.ecx;
import static dev.touchstone.encoder.x86.X86Registers.edx;
import static dev.touchstone.encoder.x86.X86Registers.esi;
import static dev.touchstone.encoder.x86.X86Registers.esp;
import static dev.touchstone.encoder.x86.X86Registers.rcx;
import static dev.touchstone.encoder.x86.X86Registers.rdx;

import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.encoder.x86.X86Assembler32;
import dev.touchstone.encoder.x86.X86I386;
import dev.touchstone.encoder.x86.X86X64;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Both x86 sets: the number in EAX, the steps in ESI, ECX and EDX for the edges, the stack at first in EBX.
final class X86GraphWriter extends GraphWriter {
    private static final List<String> BRANCHES = List.of("jcc", "jcc near", "jcc short", "bt, jc", "loop", "jecxz");

    static final GraphForms FORMS_64 = new GraphForms(
            List.of(
                    "jmp",
                    "jmp near",
                    "jmp short",
                    "lea, jmp",
                    "mov imm64, jmp",
                    "mov imm32, jmp",
                    "push, ret",
                    "jmp [slot]",
                    "jmp [constant]"),
            BRANCHES,
            List.of("call", "lea, call", "call [slot]", "call [constant]"),
            List.of("addresses", "constant addresses", "distances", "constant distances"));

    static final GraphForms FORMS_32 = new GraphForms(
            List.of("jmp", "jmp near", "jmp short", "mov imm32, jmp", "push, ret", "jmp [slot]", "jmp [constant]"),
            BRANCHES,
            List.of("call", "mov, call", "call [slot]", "call [constant]"),
            List.of("addresses", "constant addresses", "distances", "constant distances"));

    private static final int TRAP = 0xCC;

    private final @Nullable X86Assembler wide;
    private final @Nullable X86Assembler32 narrow;
    private final X86I386 a;
    private final X86X64 b;
    private final FixupKind rel8;
    private final FixupKind rel32;

    X86GraphWriter(Graph graph, UnaryOperator<FixupKind> kinds) {
        super(
                graph,
                graph.isa() == Isa.X86_64 ? Machine.X86_64 : Machine.X86_32,
                BufferOption.SHORTEST_BRANCHES,
                kinds);
        if (graph.isa() == Isa.X86_64) {
            X86Assembler assembler = new X86Assembler(code);
            wide = assembler;
            narrow = null;
            a = assembler;
            b = assembler;
            rel8 = X8664Fixups.R_X86_64_PC8;
            rel32 = X8664Fixups.R_X86_64_PLT32;
        } else {
            X86Assembler32 assembler = new X86Assembler32(code);
            wide = null;
            narrow = assembler;
            a = assembler;
            b = assembler;
            rel8 = X8632Fixups.R_386_PC8;
            rel32 = X8632Fixups.R_386_PC32;
        }
    }

    @Override
    int unit() {
        return 1;
    }

    @Override
    int trap() {
        return TRAP;
    }

    @Override
    void noOps(int units) {
        for (int i = 0; i < units; i++) {
            a.nop();
        }
    }

    @Override
    void prologue() {
        a.mov(ebx, esp);
    }

    @Override
    void visit(int id) {
        a.imul(eax, eax, 31);
        a.add(eax, id);
    }

    @Override
    void step(Label leave) {
        a.add(esi, -1);
        a.je(leave);
    }

    @Override
    void leave() {
        a.mov(esp, ebx);
        b.ret();
    }

    @Override
    void return_() {
        b.ret();
    }

    @Override
    void jump(String form, Label to) {
        switch (form) {
            case "jmp" -> a.jmp(to);
            case "jmp near" -> far(to, 0xE9);
            case "jmp short" -> shortly(to, 0xEB);
            case "push, ret" -> {
                code.put8(0x68);
                absolute(wide == null ? X8632Fixups.R_386_32 : X8664Fixups.R_X86_64_32S, to);
                b.ret();
            }
            case "jmp [slot]" -> b.jmp(ptr(slot(to, false)));
            case "jmp [constant]" -> b.jmp(ptr(slot(to, true)));
            default -> {
                load(form, to);
                if (wide != null) {
                    wide.jmp(rdx);
                } else if (narrow != null) {
                    narrow.jmp(edx);
                }
            }
        }
    }

    /// The address to EDX or RDX.
    private void load(String form, Label to) {
        if (wide != null && form.startsWith("lea")) {
            wide.lea(rdx, ptr(to));
        } else if (form.startsWith("mov imm64")) {
            code.put8(0x48);
            code.put8(0xBA);
            code.put64(0);
            fixup(X8664Fixups.R_X86_64_64, to, 0);
        } else {
            code.put8(0xBA);
            absolute(wide == null ? X8632Fixups.R_386_32 : X8664Fixups.R_X86_64_32, to);
        }
    }

    private void absolute(FixupKind kind, Label to) {
        code.put32(0);
        fixup(kind, to, 0);
    }

    /// A branch with a distance of 4 bytes, its opcode given.
    private void far(Label to, int... opcode) {
        for (int octet : opcode) {
            code.put8(octet);
        }
        code.put32(0);
        fixup(rel32, to, -4);
    }

    /// A branch with a distance of 1 byte.
    private void shortly(Label to, int opcode) {
        near(rel8, code.position() + 1, to, -1);
        code.put8(opcode);
        code.put8(0);
        fixup(rel8, to, -1);
    }

    @Override
    void branch(String form, int bit, boolean whenSet, Label to) {
        switch (form) {
            case "bt, jc" -> {
                a.bt(eax, bit);
                if (whenSet) {
                    a.jb(to);
                } else {
                    a.jae(to);
                }
            }
            case "loop", "jecxz" -> count(form, bit, whenSet, to);
            default -> {
                a.test(eax, 1 << bit);
                int condition = whenSet ? 5 : 4;
                switch (form) {
                    case "jcc near" -> far(to, 0x0F, 0x80 | condition);
                    case "jcc short" -> shortly(to, 0x70 | condition);
                    default -> {
                        if (whenSet) {
                            a.jne(to);
                        } else {
                            a.je(to);
                        }
                    }
                }
            }
        }
    }

    private void count(String form, int bit, boolean whenSet, Label to) {
        a.mov(ecx, eax);
        a.shr(ecx, bit);
        a.and(ecx, 1);
        boolean loop = form.equals("loop");
        if (loop != whenSet) {
            a.xor(ecx, 1);
        }
        if (loop) {
            a.inc(ecx);
            near(rel8, code.position() + 1, to, -1);
            a.loop(to);
        } else {
            near(rel8, code.position() + (wide == null ? 1 : 2), to, -1);
            a.jecxz(to);
        }
    }

    @Override
    void call(String form, Label to, boolean nested) {
        switch (form) {
            case "call" -> b.call(to);
            case "call [slot]" -> b.call(ptr(slot(to, false)));
            case "call [constant]" -> b.call(ptr(slot(to, true)));
            default -> {
                load(form, to);
                if (wide != null) {
                    wide.call(rdx);
                } else if (narrow != null) {
                    narrow.call(edx);
                }
            }
        }
    }

    @Override
    void table(String form, List<Label> targets) {
        boolean constant = form.startsWith("constant");
        boolean distances = form.endsWith("distances");
        Label table = code.newLabel();
        a.mov(ecx, eax);
        a.and(ecx, targets.size() - 1);
        if (wide != null) {
            wide.lea(rdx, ptr(table));
            if (distances) {
                wide.movsxd(rcx, ptr(rdx).index(rcx, 4));
                wide.add(rdx, rcx);
                wide.jmp(rdx);
            } else {
                b.jmp(ptr(rdx).index(rcx, 8));
            }
        } else if (narrow != null) {
            if (distances) {
                load("mov imm32", table);
                a.add(edx, ptr(edx).index(ecx, 4));
                narrow.jmp(edx);
            } else {
                b.jmp(ptr().index(ecx, 4).disp(table));
            }
        }
        writeTable(table, targets, constant, distances);
    }
}
