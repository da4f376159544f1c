package dev.touchstone.benchmarks;

import static dev.touchstone.encoder.aarch64.A64Registers.EQ;
import static dev.touchstone.encoder.aarch64.A64Registers.x0;
import static dev.touchstone.encoder.aarch64.A64Registers.x1;
import static dev.touchstone.encoder.aarch64.A64Registers.x2;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.rax;
import static dev.touchstone.encoder.x86.X86Registers.rcx;
import static dev.touchstone.encoder.x86.X86Registers.rdx;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.SectionKind;
import java.util.SplittableRandom;

/// A large program for linking: blocks of five instructions, a label before each, a conditional branch and a call
/// or jump to other labels at its end, and the addresses of every tenth in a table of constants.
final class LinkProgram {
    /// Instructions of a block.
    static final int BLOCK = 5;

    private static final int IN_TABLE = 10;
    /// Blocks that a short branch goes over at most; what a long one goes over is 16 times as far.
    private static final int NEAR = 1000;

    private final CodeBuffer code;
    private final Label[] labels;
    private final SplittableRandom random = new SplittableRandom(1);

    private LinkProgram(CodeBuffer code, int blocks) {
        this.code = code;
        this.labels = new Label[blocks];
        for (int i = 0; i < blocks; i++) {
            labels[i] = code.newLabel();
        }
    }

    /// The program in a new buffer.
    ///
    /// @param set `x86-64` or `a64`
    /// @param extended with shortest branches on x86-64, extended reach on A64
    /// @param blocks and labels
    static CodeBuffer write(String set, boolean extended, int blocks) {
        Machine machine = Machine.of(set);
        boolean x86 = machine.equals(Machine.X86_64);
        BufferOption option = x86 ? BufferOption.SHORTEST_BRANCHES : BufferOption.EXTENDED_REACH;
        CodeBuffer code = extended ? new CodeBuffer(machine, option) : new CodeBuffer(machine);
        LinkProgram program = new LinkProgram(code, blocks);
        if (x86) {
            program.x86(new X86Assembler(code));
        } else {
            program.a64(new A64Assembler(code), extended);
        }
        CodeBuffer table = code.section(SectionKind.RODATA);
        for (int i = 0; i < blocks; i += IN_TABLE) {
            table.data().address(program.labels[i]);
        }
        return code;
    }

    private Label other(int block, int reach) {
        int to = block + random.nextInt(-reach, reach + 1);
        return labels[Math.clamp(to, 0, labels.length - 1)];
    }

    private void x86(X86Assembler a) {
        for (int i = 0; i < labels.length; i++) {
            code.bind(labels[i]);
            a.add(rax, rcx);
            a.lea(rdx, ptr(rax).disp(8));
            a.cmp(rdx, rcx);
            a.jne(other(i, (i & 7) == 0 ? NEAR : 4));
            if ((i & 1) == 0) {
                a.call(other(i, 16 * NEAR));
            } else {
                a.jmp(other(i, NEAR));
            }
        }
    }

    private void a64(A64Assembler a, boolean extended) {
        for (int i = 0; i < labels.length; i++) {
            code.bind(labels[i]);
            a.add(x0, x0, x1);
            a.add(x2, x0, 8);
            a.subs(x2, x2, x1);
            if ((i & 7) == 0) {
                // With extended reach, most of them are out of what TBZ reaches.
                a.tbz(x0, 3, other(i, extended ? 16 * NEAR : NEAR));
            } else {
                a.b(EQ, other(i, NEAR));
            }
            if ((i & 1) == 0) {
                a.bl(other(i, 16 * NEAR));
            } else {
                a.b(other(i, NEAR));
            }
        }
    }
}
