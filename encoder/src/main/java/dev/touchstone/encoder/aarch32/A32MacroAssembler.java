package dev.touchstone.encoder.aarch32;

import static dev.touchstone.encoder.aarch32.A32Registers.ip;
import static dev.touchstone.encoder.aarch32.A32Registers.pc;

import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Exact;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;

/// An [A32Assembler] some of whose calls give as many instructions as they need: constants, addresses, far
/// calls. In a buffer of its own, branches reach every label: [BufferOption#EXTENDED_REACH].
///
/// ```java
/// A32MacroAssembler a = new A32MacroAssembler();
/// a.constant(r0, 0x12345678);                    // movw r0, #0x5678; movt r0, #0x1234
/// a.constant(d0, 0.1);                           // vldr d0, literal
/// a.address(r1, table);                          // movw and movt of the distance; add r1, pc, r1
/// a.call(0x7FFF_F000);                           // its address in ip; blx ip
/// ```
public final class A32MacroAssembler extends A32Assembler {
    /// Assembles into a new buffer with [BufferOption#EXTENDED_REACH].
    public A32MacroAssembler() {
        this(new CodeBuffer(Machine.A32, BufferOption.EXTENDED_REACH));
    }

    /// Assembles into a buffer, behind what it holds.
    ///
    /// @throws IllegalArgumentException if the buffer is another machine's
    public A32MacroAssembler(CodeBuffer code) {
        super(code);
    }

    private static boolean takes(HoleCodec codec, long value) {
        return codec.encode(value, 0) != HoleCodec.REFUSED;
    }

    /// A number in a register: one MOV (of a modified immediate, its complement, or 16 bits), or MOVW and MOVT.
    /// Leaves the flags alone.
    public void constant(R rd, int value) {
        long unsigned = Integer.toUnsignedLong(value);
        if (unsigned >>> 16 == 0 || takes(A32Codecs.CONST, unsigned) || takes(A32Codecs.CONST_NOT, unsigned)) {
            mov(rd, unsigned);
        } else {
            movw(rd, unsigned & 0xFFFF);
            movt(rd, unsigned >>> 16);
        }
    }

    /// A floating-point number in a register: one VMOV, or a load from the literal pool.
    public void constant(D dd, double value) {
        if (takes(A32Codecs.FP8, Double.doubleToRawLongBits(value))) {
            vmov_f64(dd, value);
        } else {
            vldr(dd, code().literal(Long.BYTES, Double.doubleToRawLongBits(value)));
        }
    }

    /// A floating-point number in a register: one VMOV, or a load from the literal pool.
    public void constant(S sd, float value) {
        if (takes(A32Codecs.FP8, Double.doubleToRawLongBits(value))) {
            vmov_f32(sd, value);
        } else {
            vldr(sd, code().literal(Integer.BYTES, Float.floatToRawIntBits(value)));
        }
    }

    /// A number loaded from the literal pool, as of text's `ldr r0, =number`.
    public void literal(R rd, int value) {
        ldr(rd, code().literal(Integer.BYTES, value));
    }

    /// A label's address: MOVW and MOVT of its distance, and ADD of the program counter; of an external symbol
    /// MOVW and MOVT of its absolute address. A register other than pc.
    public void address(R rd, Label label) {
        if (label.isExternal()) {
            movw(rd, label);
            movt(rd, label);
            return;
        }
        try (Exact _ = code().exactly(12)) {
            // the ADD reads the program counter 16 bytes behind the MOVW
            movw(rd, label.plus(-16).via(AArch32Fixups.R_ARM_MOVW_PREL_NC));
            movt(rd, label.plus(-12).via(AArch32Fixups.R_ARM_MOVT_PREL));
            add(rd, pc, rd);
        }
    }

    /// Calls code at an address, wherever it is. Changes ip, as the procedure call standard allows linkers to.
    ///
    /// @param address with bit 0 set if T32 code stands there
    public void call(int address) {
        constant(ip, address);
        blx(ip);
    }

    /// Goes on at an address, wherever it is. Changes ip, as the procedure call standard allows linkers to.
    ///
    /// @param address with bit 0 set if T32 code stands there
    public void jump(int address) {
        constant(ip, address);
        bx(ip);
    }
}
