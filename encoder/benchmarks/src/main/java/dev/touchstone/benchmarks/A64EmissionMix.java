package dev.touchstone.benchmarks;

import static dev.touchstone.encoder.aarch64.A64Registers.GT;
import static dev.touchstone.encoder.aarch64.A64Registers.LSL;
import static dev.touchstone.encoder.aarch64.A64Registers.NE;
import static dev.touchstone.encoder.aarch64.A64Registers.mem;
import static dev.touchstone.encoder.aarch64.A64Registers.x30;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.Q;
import dev.touchstone.encoder.aarch64.V;
import dev.touchstone.encoder.aarch64.W;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.relocation.Label;

/// The emission mix on A64: a function that returns, and blocks of twenty instructions with branches back,
/// forward and to it.
public final class A64EmissionMix {
    /// Blocks of a chunk.
    public static final int BLOCKS = 819;
    /// Instructions of a chunk.
    public static final int INSTRUCTIONS = 1 + 20 * BLOCKS;

    private record Row(X a, X b, X c, X d, W wa, W wc, W wd, V u, V v, V w, Q qu, Q qu1) {}

    private final Row[] rows;

    private A64EmissionMix(int[][] picks) {
        rows = new Row[picks.length];
        for (int i = 0; i < rows.length; i++) {
            int[] p = picks[i];
            rows[i] = new Row(
                    X.of(p[0]),
                    X.of(p[1]),
                    X.of(p[2]),
                    X.of(p[3]),
                    W.of(p[0]),
                    W.of(p[2]),
                    W.of(p[3]),
                    V.of(p[4]),
                    V.of(p[5]),
                    V.of(p[6]),
                    Q.of(p[4]),
                    Q.of(p[4] ^ 1));
        }
    }

    /// With registers that differ from block to block.
    public static A64EmissionMix rotating() {
        return new A64EmissionMix(RegisterRows.rotating());
    }

    /// With the same registers everywhere.
    public static A64EmissionMix fixed() {
        return new A64EmissionMix(RegisterRows.fixed());
    }

    /// Emits a chunk.
    public void emit(A64Assembler a) {
        Label function = a.newLabel();
        a.bind(function);
        a.ret(x30);
        for (int i = 0; i < BLOCKS; i++) {
            block(a, rows[i & rows.length - 1], function);
        }
    }

    private static void block(A64Assembler a, Row r, Label function) {
        Label back = a.newLabel();
        Label forward = a.newLabel();
        a.bind(back);
        a.mov(r.a, r.b);
        a.add(r.a, r.a, r.c);
        a.add(r.a, r.a, 123);
        a.ldr(r.b, mem(r.c, r.d).lsl(3));
        a.str(r.wa, mem(r.c).offset(32));
        a.add(r.d, r.a, r.b, LSL, 2);
        a.cmp(r.a, r.d);
        a.b(NE, forward);
        a.movz(r.wc, 0x5678);
        a.movk(r.wc, 0x1234, LSL, 16);
        a.and(r.wa, r.wa, 0x00FF00FF);
        a.lsl(r.b, r.b, 3);
        a.mul(r.a, r.a, r.b);
        a.ldrb(r.wd, mem(r.a).offset(1));
        a.bl(function);
        a.ldp(r.qu, r.qu1, mem(r.c).offset(64));
        a.fadd(r.v.s4(), r.u.s4(), r.w.s4());
        a.fmla(r.w.d2(), r.v.d2(), r.u.d2());
        a.bind(forward);
        a.subs(r.b, r.b, 1);
        a.b(GT, back);
    }
}
