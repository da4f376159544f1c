package dev.touchstone.benchmarks;

import static dev.touchstone.encoder.x86.Mem.byte_;
import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.ptr;

import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.encoder.x86.X86Registers;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.relocation.Label;

/// The emission mix on x86-64: a function that returns, and blocks of twenty instructions with branches back,
/// forward and to it.
public final class X86EmissionMix {
    /// Blocks of one chunk.
    public static final int BLOCKS = 720;

    /// Instructions of one chunk.
    public static final int INSTRUCTIONS = 1 + 20 * BLOCKS;

    /// The general registers but rsp.
    private static final int[] GENERAL = {0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /// The registers of one block.
    private record Row(
            Gpr64 a64,
            Gpr32 a32,
            Gpr64 b64,
            Gpr64 c64,
            Gpr32 c32,
            Gpr64 d64,
            Gpr32 d32,
            Ymm uy,
            Ymm vy,
            Ymm wy,
            Zmm uz,
            Zmm vz,
            Zmm wz) {
        static Row of(int a, int b, int c, int d, int u, int v, int w) {
            return new Row(
                    new Gpr64(GENERAL[a]),
                    new Gpr32(GENERAL[a]),
                    new Gpr64(GENERAL[b]),
                    new Gpr64(GENERAL[c]),
                    new Gpr32(GENERAL[c]),
                    new Gpr64(GENERAL[d]),
                    new Gpr32(GENERAL[d]),
                    new Ymm(u),
                    new Ymm(v),
                    new Ymm(w),
                    new Zmm(u),
                    new Zmm(v),
                    new Zmm(w));
        }
    }

    private final Row[] rows;

    private X86EmissionMix(int[][] picks) {
        rows = new Row[picks.length];
        for (int i = 0; i < rows.length; i++) {
            int[] p = picks[i];
            rows[i] = Row.of(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
        }
    }

    /// With registers that differ from block to block.
    public static X86EmissionMix rotating() {
        return new X86EmissionMix(RegisterRows.rotating());
    }

    /// With the same registers everywhere.
    public static X86EmissionMix fixed() {
        return new X86EmissionMix(RegisterRows.fixed());
    }

    /// Emits one chunk.
    public void emit(X86Assembler a) {
        Label func = a.newLabel();
        a.bind(func);
        a.ret();
        for (int i = 0; i < BLOCKS; i++) {
            block(a, func, rows[i & rows.length - 1]);
        }
    }

    private static void block(X86Assembler a, Label func, Row r) {
        Label back = a.newLabel();
        Label fwd = a.newLabel();
        a.bind(back);
        a.mov(r.a64, r.b64);
        a.add(r.a64, r.c64);
        a.add(r.a64, 7);
        a.mov(r.b64, ptr(r.c64).index(r.d64, 8).disp(0x12345));
        a.mov(dword(ptr(r.c64).disp(0x20)), r.a32);
        a.lea(r.d64, ptr(r.a64).index(r.b64, 4).disp(16));
        a.cmp(r.a64, r.d64);
        a.jne(fwd);
        a.mov(r.c32, 0x12345678);
        a.and(r.a32, 0x00FF00FF);
        a.shl(r.b64, 3);
        a.imul(r.a64, r.b64);
        a.movzx(r.d32, byte_(ptr(r.a64).disp(1)));
        a.test(r.c32, r.c32);
        a.call(func);
        a.vmovups(r.uy, ptr(r.c64).disp(64));
        a.vaddps(r.vy, r.uy, r.wy);
        a.vfmadd231pd(r.wz.k(X86Registers.k1), r.vz, r.uz);
        a.bind(fwd);
        a.sub(r.b64, 1);
        a.jg(back);
    }
}
