package dev.touchstone.encoder.x86;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the generated methods write to: the buffer, and what the mode has. The bytes are put together by
/// [LegacyForms], [LegacyMemory], [VexForms], [EvexForms] and [Branches], from a
/// [dev.touchstone.isa.x86.PackedEncoding] constant and the operands' numbers.
///
/// Choices that depend on register numbers (is there a REX, is there a SIB byte) are made by arithmetic, since
/// a branch on them is mispredicted; those that depend on the form or on the shape of the address are branches.
/// A byte that turns out not to be wanted is stored over by the next one. Operands that are out of the ordinary
/// are handed to the generic encoder, which refuses what has no encoding.
public final class X86Emitter {
    /// Bytes that are reserved for an instruction: 15 at most, and what the last store may overlap.
    static final int RESERVED = 32;

    /// What in a packed memory operand asks for the generic encoder: another address size, a segment, a vector
    /// index, RIP or no base, registers above 15, a broadcast count.
    private static final int ODD_ADDRESS = 3 << Mem.VECTOR_SHIFT
            | 3 << Mem.ADDRESS_SIZE_SHIFT
            | 7 << Mem.SEGMENT_SHIFT
            | 7 << Mem.COUNT_SHIFT
            | 0x30
            | 1 << Mem.INDEX_SHIFT + 4;

    private static final int REGISTERS_8_TO_15 = 8 | 8 << Mem.INDEX_SHIFT;

    final CodeBuffer code;
    private final int mode;

    /// General, and other, registers that the mode has.
    final int registers;

    final int vectorRegisters;
    private final int usualAddress;
    private final int oddAddress;
    final FixupKind pc32;

    X86Emitter(CodeBuffer code) {
        this.code = code;
        this.mode = X86Encoder.mode(code.machine());
        boolean wide = mode == 64;
        this.registers = wide ? 16 : 8;
        this.vectorRegisters = wide ? 32 : 8;
        this.usualAddress = (wide ? Mem.A64 : Mem.A32) << Mem.ADDRESS_SIZE_SHIFT;
        this.oddAddress = wide ? ODD_ADDRESS : ODD_ADDRESS | REGISTERS_8_TO_15;
        this.pc32 = wide ? X8664Fixups.R_X86_64_PLT32 : X8632Fixups.R_386_PC32;
    }

    /// 64 or 32.
    int mode() {
        return mode;
    }

    /// What of a packed memory operand is out of the ordinary; 0 if nothing is.
    int odd(int packed) {
        return (packed ^ usualAddress) & oddAddress;
    }

    /// Whether the operand is an absolute address, as forms without ModRM want it.
    boolean isAbsolute(Mem memory) {
        int base = memory.packed & 63;
        boolean bare = base == Mem.NO_REGISTER || base == Mem.RIP && mode == 32 && memory.label != null;
        return bare && (memory.packed >> Mem.INDEX_SHIFT & 63) == Mem.NO_REGISTER;
    }

    // The generic ways.

    /// Encodes with the form of that index.
    void general(int form, X86Operand... operands) {
        X86Encoder.encode(X86Instruction.of(SlowOperands.form(form), operands), code);
    }

    /// Encodes with the form of that index and rounding.
    void rounded(int form, Rounding rounding, X86Operand... operands) {
        X86Encoder.encode(
                new X86Instruction(SlowOperands.form(form), List.of(operands), rounding, X86Prefix.NONE), code);
    }

    /// Encodes with the first form that the operands fit; throws if none does.
    void select(String mnemonic, X86Operand... operands) {
        X86Encoder.encode(X86Encoder.select(mnemonic, mode, operands), code);
    }

    /// The same with rounding.
    void selectRounded(String mnemonic, Rounding rounding, X86Operand... operands) {
        X86Encoder.encode(X86Encoder.select(mnemonic, List.of(operands), rounding, X86Prefix.NONE, mode), code);
    }

    /// The same with a prefix.
    void selectPrefixed(String mnemonic, X86Prefix prefix, X86Operand... operands) {
        X86Encoder.encode(X86Encoder.select(mnemonic, List.of(operands), Rounding.NONE, prefix, mode), code);
    }

    /// Encodes the form of a packed encoding with registers that have no fast way.
    void slowRegisters(long op, int reg, int vvvv, int rm, int mask, long imm) {
        X86Encoder.encode(SlowOperands.of(op).registers(reg, vvvv, rm, mask, imm), code);
    }

    /// Encodes the form of a packed encoding with memory that has no fast way.
    void slowMemory(long op, int reg, int vvvv, int packed, long disp, @Nullable Label label, int mask, long imm) {
        X86Encoder.encode(SlowOperands.of(op).memory(reg, vvvv, Mem.of(packed, disp, label), mask, imm), code);
    }
}
