package dev.touchstone.conformance.strangers.jnr;

import dev.touchstone.conformance.strangers.Unmapped;
import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Gpr8;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.Mm;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.St;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.isa.x86.OperandSpec;
import java.util.Locale;
import jnr.x86asm.Asm;
import jnr.x86asm.BaseReg;
import jnr.x86asm.MMRegister;
import jnr.x86asm.Operand;
import jnr.x86asm.Register;
import jnr.x86asm.SEGMENT;
import jnr.x86asm.X87Register;
import jnr.x86asm.XMMRegister;
import org.jspecify.annotations.Nullable;

/// Operands as jnr-x86asm's own.
final class JnrOperands {
    private JnrOperands() {}

    static Operand of(OperandSpec spec, X86Operand operand, boolean mode64) throws Unmapped {
        return switch (operand) {
            case Imm(long value) ->
                value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE
                        ? Asm.imm(value)
                        : value < 0 ? Asm.imm(value) : Asm.uimm(value);
            case Mem memory -> memory(spec, memory, mode64);
            case X86Register register -> register(register);
            default -> throw new Unmapped("it has no such operand");
        };
    }

    static BaseReg register(X86Register register) throws Unmapped {
        return switch (register) {
            case Gpr8 r when r.needsRex() -> throw new Unmapped("it has no spl, bpl, sil and dil");
            case Gpr8 r when r.code() < 16 -> Register.gpb(r.code());
            case Gpr16(int number) when number < 16 -> Register.gpw(number);
            case Gpr32(int number) when number < 16 -> Register.gpd(number);
            case Gpr64(int number) when number < 16 -> Register.gpq(number);
            case Mm(int number) -> MMRegister.mm(number);
            case Xmm(int number) when number < 16 -> XMMRegister.xmm(number);
            case St(int number) -> X87Register.st(number);
            default -> throw new Unmapped("it has no such register");
        };
    }

    private static Operand memory(OperandSpec spec, Mem memory, boolean mode64) throws Unmapped {
        int bits = spec.memoryBits() != 0 ? spec.memoryBits() : memory.size().bits();
        int natural = mode64 ? 64 : 32;
        if (spec.memory() != OperandSpec.Memory.PLAIN || memory.label() != null) {
            throw new Unmapped("it has no such memory operand");
        }
        if (memory.addressSize() != 0 && memory.addressSize() != natural) {
            throw new Unmapped("no addresses of " + memory.addressSize() + " bits");
        }
        if (memory.isRipRelative()) {
            throw new Unmapped("no label can be bound");
        }
        Register base = memory.base() == null ? null : (Register) register(memory.base());
        Register index = memory.index() == null ? null : (Register) register(memory.index());
        int shift = Integer.numberOfTrailingZeros(memory.scale());
        if (base == null) {
            return absolute(bits, memory, index, shift);
        }
        if (memory.segment() != null) {
            throw new Unmapped("no segment beside a base register");
        }
        return index == null
                ? based(bits, base, memory.displacement())
                : indexed(bits, base, index, shift, memory.displacement());
    }

    private static SEGMENT segment(@Nullable Seg segment) {
        return segment == null
                ? SEGMENT.SEGMENT_NONE
                : SEGMENT.valueOf("SEGMENT_" + segment.toString().toUpperCase(Locale.ROOT));
    }

    private static Operand absolute(int bits, Mem memory, @Nullable Register index, int shift) {
        SEGMENT segment = segment(memory.segment());
        long target = memory.displacement();
        if (index == null) {
            return switch (MemSize.ofBits(bits)) {
                case BYTE -> Asm.byte_ptr_abs(target, 0, segment);
                case WORD -> Asm.word_ptr_abs(target, 0, segment);
                case DWORD -> Asm.dword_ptr_abs(target, 0, segment);
                case QWORD -> Asm.qword_ptr_abs(target, 0, segment);
                case TBYTE -> Asm.tword_ptr_abs(target, 0, segment);
                case XMMWORD -> Asm.dqword_ptr_abs(target, 0, segment);
                default -> Asm.ptr_abs(target, 0, segment);
            };
        }
        return switch (MemSize.ofBits(bits)) {
            case BYTE -> Asm.byte_ptr_abs(target, index, shift, 0, segment);
            case WORD -> Asm.word_ptr_abs(target, index, shift, 0, segment);
            case DWORD -> Asm.dword_ptr_abs(target, index, shift, 0, segment);
            case QWORD -> Asm.qword_ptr_abs(target, index, shift, 0, segment);
            case TBYTE -> Asm.tword_ptr_abs(target, index, shift, 0, segment);
            case XMMWORD -> Asm.dqword_ptr_abs(target, index, shift, 0, segment);
            default -> Asm.ptr_abs(target, index, shift, 0, segment);
        };
    }

    private static Operand based(int bits, Register base, long disp) {
        return switch (MemSize.ofBits(bits)) {
            case BYTE -> Asm.byte_ptr(base, disp);
            case WORD -> Asm.word_ptr(base, disp);
            case DWORD -> Asm.dword_ptr(base, disp);
            case QWORD -> Asm.qword_ptr(base, disp);
            case TBYTE -> Asm.tword_ptr(base, disp);
            case XMMWORD -> Asm.dqword_ptr(base, disp);
            default -> Asm.ptr(base, disp);
        };
    }

    private static Operand indexed(int bits, Register base, Register index, int shift, long disp) {
        return switch (MemSize.ofBits(bits)) {
            case BYTE -> Asm.byte_ptr(base, index, shift, disp);
            case WORD -> Asm.word_ptr(base, index, shift, disp);
            case DWORD -> Asm.dword_ptr(base, index, shift, disp);
            case QWORD -> Asm.qword_ptr(base, index, shift, disp);
            case TBYTE -> Asm.tword_ptr(base, index, shift, disp);
            case XMMWORD -> Asm.dqword_ptr(base, index, shift, disp);
            default -> Asm.ptr(base, index, shift, disp);
        };
    }
}
