package dev.touchstone.exec.host.cache;

import static dev.touchstone.encoder.aarch64.A64Registers.*;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.Barrier;
import dev.touchstone.encoder.aarch64.Dc;
import dev.touchstone.encoder.aarch64.SystemRegisters;
import dev.touchstone.relocation.Label;

/// `void(long start, long end)`: makes the code from `start` to `end` what is fetched, as the Arm ARM has it in
/// "Concurrent modification and execution of instructions". Only for A64, at EL0 where the system allows it.
final class CacheRoutine {
    /// CTR_EL0: the data cache need not be cleaned for instruction fetch to see stores.
    private static final int IDC = 28;
    /// CTR_EL0: the instruction cache need not be invalidated.
    private static final int DIC = 29;
    private static final int DATA_LINE = 16;
    private static final int INSTRUCTION_LINE = 0;

    private CacheRoutine() {}

    static void emit(A64Assembler a) {
        Label cleaned = a.newLabel();
        Label invalidated = a.newLabel();
        a.mrs(x2, SystemRegisters.CTR_EL0);
        a.tbnz(x2, IDC, cleaned);
        forEachLine(a, DATA_LINE, () -> a.dc(Dc.CVAU, x4));
        a.bind(cleaned);
        a.dsb(Barrier.ISH);
        a.tbnz(x2, DIC, invalidated);
        forEachLine(a, INSTRUCTION_LINE, () -> a.ic_ivau(x4));
        a.dsb(Barrier.ISH);
        a.bind(invalidated);
        a.isb();
        a.ret();
    }

    /// @param field the bit of CTR_EL0 from which on 4 bits tell a line's words, as a power of two
    /// @param maintain uses [X] x4, the line's address
    private static void forEachLine(A64Assembler a, int field, Runnable maintain) {
        Label next = a.newLabel();
        a.mov(x3, 4);
        a.ubfx(x5, x2, field, 4);
        a.lsl(x3, x3, x5); // bytes of a line
        a.sub(x4, x3, 1);
        a.bic(x4, x0, x4);
        a.bind(next);
        maintain.run();
        a.add(x4, x4, x3);
        a.cmp(x4, x1);
        a.b(LO, next);
    }
}
