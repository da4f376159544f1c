package dev.touchstone.conformance.planted;

import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Gpr8;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.KMask;
import dev.touchstone.encoder.x86.MaskedRegister;
import dev.touchstone.encoder.x86.MaskedXmm;
import dev.touchstone.encoder.x86.MaskedYmm;
import dev.touchstone.encoder.x86.MaskedZmm;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.Mm;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.St;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;

/// Operands taken for others.
final class X86OperandFaults {
    private X86OperandFaults() {}

    static X86Operand positiveDisplacement(X86Operand operand) {
        return operand instanceof Mem m && m.displacement() < 0 && m.displacement() > -0x7F
                ? copy(m, m.scale(), -m.displacement(), m.segment())
                : operand;
    }

    static X86Operand halfScale(X86Operand operand) {
        return operand instanceof Mem m && m.index() != null && m.scale() > 1
                ? copy(m, m.scale() / 2, m.displacement(), m.segment())
                : operand;
    }

    static X86Operand noSegment(X86Operand operand) {
        return operand instanceof Mem m && m.segment() != null ? copy(m, m.scale(), m.displacement(), null) : operand;
    }

    static X86Operand positiveImmediate(X86Operand operand) {
        return operand instanceof Imm(long value) && value < 0 ? new Imm(Math.max(0, -(value + 1))) : operand;
    }

    /// Without the number's bit 3, which REX and its successors carry; of the lower eight, 5 for 4.
    static X86Operand otherRegister(X86Operand operand) {
        return switch (operand) {
            case X86Register register when register.number() >= 8 -> numbered(register, register.number() ^ 8);
            case X86Register register when register.number() == 4 -> numbered(register, 5);
            case MaskedXmm m
            when m.register().number() >= 8 ->
                new MaskedXmm(new Xmm(m.register().number() ^ 8), m.mask(), m.zeroing());
            case MaskedYmm m
            when m.register().number() >= 8 ->
                new MaskedYmm(new Ymm(m.register().number() ^ 8), m.mask(), m.zeroing());
            case MaskedZmm m
            when m.register().number() >= 8 ->
                new MaskedZmm(new Zmm(m.register().number() ^ 8), m.mask(), m.zeroing());
            default -> operand;
        };
    }

    private static X86Register numbered(X86Register register, int number) {
        return switch (register) {
            case Gpr8 r -> r.number() >= 32 ? r : new Gpr8(number);
            case Gpr16 _ -> new Gpr16(number);
            case Gpr32 _ -> new Gpr32(number);
            case Gpr64 _ -> new Gpr64(number);
            case Mm _ -> new Mm(number & 7);
            case Xmm _ -> new Xmm(number);
            case Ymm _ -> new Ymm(number);
            case Zmm _ -> new Zmm(number);
            case KMask _ -> new KMask(number & 7);
            case St _ -> new St(number & 7);
            default -> register;
        };
    }

    static boolean areOfOneClass(X86Operand a, X86Operand b) {
        X86Register one = register(a);
        X86Register other = register(b);
        return one != null && other != null && one.registerClass() == other.registerClass();
    }

    private static X86Register register(X86Operand operand) {
        return switch (operand) {
            case MaskedRegister _ -> null; // its mask would go with it
            case X86Register register -> register;
            default -> null;
        };
    }

    private static Mem copy(Mem m, int scale, long displacement, Seg segment) {
        Mem copy = base(m);
        X86Register index = m.index();
        copy = switch (index) {
            case Gpr64 r -> copy.index(r, scale);
            case Gpr32 r -> copy.index(r, scale);
            case Gpr16 r -> copy.index(r);
            case Xmm r -> copy.index(r, scale);
            case Ymm r -> copy.index(r, scale);
            case Zmm r -> copy.index(r, scale);
            case null, default -> copy;
        };
        copy = copy.disp(displacement).size(m.size());
        copy = segment == null ? copy : copy.segment(segment);
        copy = m.mask().number() == 0 ? copy : copy.k(m.mask());
        if (!m.isBroadcast()) {
            return copy;
        }
        return m.broadcastCount() == 0 ? copy.bcst() : copy.bcst(m.broadcastCount());
    }

    private static Mem base(Mem m) {
        return switch (m.base()) {
            case Gpr64 r -> Mem.ptr(r);
            case Gpr32 r -> Mem.ptr(r);
            case Gpr16 r -> Mem.ptr(r);
            case null, default -> m.isRipRelative() ? Mem.rip(0) : Mem.ptr();
        };
    }
}
