package dev.touchstone.encoder.aarch64;

import static dev.touchstone.encoder.aarch64.A64Registers.LSL;
import static dev.touchstone.encoder.aarch64.A64Registers.x16;

import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.relocation.AArch64Fixups;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;

/// An [A64Assembler] some of whose calls give as many instructions as they need: constants, addresses, far
/// calls. In a buffer of its own, branches reach every label: [BufferOption#EXTENDED_REACH].
///
/// ```java
/// A64MacroAssembler a = new A64MacroAssembler();
/// a.constant(x0, 0x1234_5678_9ABC_DEF0L);        // ldr x0, literal
/// a.constant(d0, 0.1);                           // ldr d0, literal
/// a.address(x1, table);                          // adrp x1, table; add x1, x1, :lo12:table
/// a.call(0x7FFF_F000_1000L);                     // its address in x16; blr x16
/// ```
public final class A64MacroAssembler extends A64Assembler {
    private static final int HALFWORDS = 4;

    /// Assembles into a new buffer with [BufferOption#EXTENDED_REACH].
    public A64MacroAssembler() {
        this(new CodeBuffer(Machine.A64, BufferOption.EXTENDED_REACH));
    }

    /// Assembles into a buffer, behind what it holds.
    ///
    /// @throws IllegalArgumentException if the buffer is another machine's
    public A64MacroAssembler(CodeBuffer code) {
        super(code);
    }

    private static boolean takes(HoleCodec codec, long value) {
        return codec.encode(value, 0) != HoleCodec.REFUSED;
    }

    private static boolean isOneMove(long value) {
        return takes(A64Codecs.MOVZ64, value) || takes(A64Codecs.MOVN64, value) || takes(A64Codecs.MOVBIMM64, value);
    }

    private static boolean isOneMove32(long value) {
        return takes(A64Codecs.MOVZ32, value) || takes(A64Codecs.MOVN32, value) || takes(A64Codecs.MOVBIMM32, value);
    }

    /// A number in a register: one MOV (MOVZ, MOVN or ORR with a logical immediate), or one and up to two MOVK;
    /// what needs more is loaded from the literal pool. A MOV of the low half counts too, as it clears the high
    /// one.
    public void constant(X xd, long value) {
        if (isOneMove(value)) {
            mov(xd, value);
        } else if (value >>> 32 == 0 && isOneMove32(value)) {
            mov(xd.w(), value);
        } else if (!logicalAndKeep(xd, value)) {
            int zeros = halfwords(value, 0);
            int ones = halfwords(value, 0xFFFF);
            if (Math.max(zeros, ones) == 0) {
                literal(xd, value);
            } else {
                wideAndKeep(xd, value, ones > zeros ? 0xFFFF : 0);
            }
        }
    }

    /// How many of the four halfwords are that.
    private static int halfwords(long value, int wanted) {
        int count = 0;
        for (int i = 0; i < HALFWORDS; i++) {
            count += halfword(value, i) == wanted ? 1 : 0;
        }
        return count;
    }

    private static int halfword(long value, int i) {
        return (int) (value >>> 16 * i) & 0xFFFF;
    }

    private static long withHalfword(long value, int i, long halfword) {
        return value & ~(0xFFFFL << 16 * i) | halfword << 16 * i;
    }

    /// A MOVZ or MOVN for one of the halfwords that are not `rest`, a MOVK for each other.
    private void wideAndKeep(X xd, long value, int rest) {
        boolean moved = false;
        for (int i = 0; i < HALFWORDS; i++) {
            int halfword = halfword(value, i);
            if (halfword == rest) {
                continue;
            }
            if (moved) {
                keep(xd, i, halfword);
            } else {
                mov(xd, withHalfword(rest == 0 ? 0 : -1, i, halfword));
                moved = true;
            }
        }
    }

    /// An ORR of a logical immediate that differs in one halfword, and a MOVK for that; false if two MOVs of
    /// halfwords do, or if there is none.
    private boolean logicalAndKeep(X xd, long value) {
        if (Math.max(halfwords(value, 0), halfwords(value, 0xFFFF)) >= 2) {
            return false;
        }
        for (int i = 0; i < HALFWORDS; i++) {
            for (int other = 0; other < HALFWORDS + 2; other++) {
                long halfword = other < HALFWORDS ? halfword(value, other) : other == HALFWORDS ? 0 : 0xFFFF;
                long near = withHalfword(value, i, halfword);
                if (takes(A64Codecs.MOVBIMM64, near)) {
                    mov(xd, near);
                    keep(xd, i, halfword(value, i));
                    return true;
                }
            }
        }
        return false;
    }

    private void keep(X xd, int i, int halfword) {
        if (i == 0) {
            movk(xd, halfword);
        } else {
            movk(xd, halfword, LSL, 16L * i);
        }
    }

    /// A number in a register: one MOV, or MOVZ and MOVK.
    public void constant(W wd, int value) {
        long unsigned = Integer.toUnsignedLong(value);
        if (isOneMove32(unsigned)) {
            mov(wd, unsigned);
        } else {
            mov(wd, unsigned & 0xFFFF);
            movk(wd, unsigned >>> 16, LSL, 16);
        }
    }

    /// A floating-point number in a register: one FMOV, or a load from the literal pool.
    public void constant(D dd, double value) {
        if (Double.doubleToRawLongBits(value) == 0 || takes(A64Codecs.FP8, Double.doubleToRawLongBits(value))) {
            fmov(dd, value);
        } else {
            ldr(dd, code().literal(Long.BYTES, Double.doubleToRawLongBits(value)));
        }
    }

    /// A floating-point number in a register: one FMOV, or a load from the literal pool.
    public void constant(S sd, float value) {
        if (Float.floatToRawIntBits(value) == 0 || takes(A64Codecs.FP8, Double.doubleToRawLongBits(value))) {
            fmov(sd, value);
        } else {
            ldr(sd, code().literal(Integer.BYTES, Float.floatToRawIntBits(value)));
        }
    }

    /// Sixteen bytes in a register, loaded from the literal pool.
    ///
    /// @param low the eight bytes that come first in memory
    public void constant(Q qd, long low, long high) {
        ldr(qd, code().literal128(low, high));
    }

    /// A number loaded from the literal pool, as of text's `ldr x0, =number`.
    public void literal(X xd, long value) {
        ldr(xd, code().literal(Long.BYTES, value));
    }

    /// A number loaded from the literal pool.
    public void literal(W wd, int value) {
        ldr(wd, code().literal(Integer.BYTES, value));
    }

    /// A label's address: ADR if it is known to reach, else ADRP and ADD, within 4 GiB; of an external symbol a
    /// load of its absolute address from the literal pool.
    public void address(X xd, Label label) {
        if (label.isExternal()) {
            ldr(xd, code().literal(label));
        } else if (isNear(label)) {
            adr(xd, label);
        } else {
            adrp(xd, label);
            add(xd, xd, label);
        }
    }

    private boolean isNear(Label label) {
        FixupKind adr = AArch64Fixups.R_AARCH64_ADR_PREL_LO21;
        if (!code().knows(label)) {
            return false;
        }
        long distance = code().distanceTo(label);
        return distance >= adr.minimum() && distance <= adr.maximum();
    }

    /// Calls code at an address, wherever it is. Changes x16, as the procedure call standard allows linkers to.
    public void call(long address) {
        constant(x16, address);
        blr(x16);
    }

    /// Goes on at an address, wherever it is. Changes x16, as the procedure call standard allows linkers to.
    public void jump(long address) {
        constant(x16, address);
        br(x16);
    }
}
