package dev.touchstone.encoder.x86.decode;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.x86.Cr;
import dev.touchstone.encoder.x86.Dr;
import dev.touchstone.encoder.x86.FarPointer;
import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Gpr8;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.KMask;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.Mm;
import dev.touchstone.encoder.x86.Relative;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.St;
import dev.touchstone.encoder.x86.Tmm;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.X86Registers;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;

/// Reads the operands of a row that matched.
final class OperandDecoder {
    private final X86Form form;
    private final Head head;
    private final ByteSource bytes;
    private final int mode;
    private final List<X86Operand> operands = new ArrayList<>();
    private int modRm = -1;
    private int opcodeRegister;
    private boolean suffixed;
    private Mem memory = Mem.ptr();

    /// @param bytes standing at the opcode byte
    OperandDecoder(X86Form form, Head head, ByteSource bytes, int mode) {
        this.form = form;
        this.head = head;
        this.bytes = bytes;
        this.mode = mode;
    }

    /// @throws DecodingException if the code ends early, or a register of that number doesn't exist
    List<X86Operand> read() {
        for (int i = 0; i < form.opcode().opcode().size(); i++) {
            opcodeRegister = bytes.take() & 7;
        }
        if (form.opcode().modRm()) {
            modRm = bytes.take();
            if (modRm < 0xC0) {
                memory = new AddressReader(form, head, bytes, mode).read(modRm);
            }
        }
        suffixed = form.opcode().suffix() < 0 || bytes.take() == form.opcode().suffix();
        int is4 = -1;
        for (OperandSpec spec : form.operands()) {
            if (form.opcode().is4() && is4 < 0 && spec.field() == Field.IS4) {
                is4 = bytes.take();
            }
        }
        for (OperandSpec spec : form.operands()) {
            operands.add(mask(spec, operand(spec, is4)));
        }
        return operands;
    }

    /// Whether the byte after the address is the row's, if the row has one there.
    boolean isSuffixed() {
        return suffixed;
    }

    /// Whether ModRM names a register.
    boolean isRegister() {
        return modRm >= 0xC0;
    }

    private X86Operand operand(OperandSpec spec, int is4) {
        return switch (spec.field()) {
            case RM -> isRegister() ? register(spec, rmNumber(spec)) : memory(spec);
            case REG -> register(spec, modRm >> 3 & 7 | head.r);
            case VVVV -> register(spec, head.vvvv);
            case OPCODE -> register(spec, opcodeRegister | head.b);
            case IS4 -> register(spec, is4 >> 4);
            case IMMEDIATE -> immediate(spec);
            case RELATIVE -> new Relative(bytes.takeSigned(bits(spec) / 8));
            case ADDRESS -> address(spec);
            case IMPLIED -> implied(spec);
        };
    }

    private int rmNumber(OperandSpec spec) {
        RegisterClass registerClass = spec.register();
        boolean vector = registerClass != null && registerClass.isVector();
        return modRm & 7 | (head.space == Space.EVEX && vector ? head.xAsB : head.b);
    }

    private X86Operand memory(OperandSpec spec) {
        boolean broadcast = head.space == Space.EVEX && !form.opcode().isApx() && head.broadcast;
        Mem sized = memory.size(MemSize.ofBits(broadcast ? spec.broadcastBits() : spec.memoryBits()));
        sized = broadcast ? sized.bcst() : sized;
        return head.segment == 0 ? sized : sized.segment(new Seg(head.segment - 1));
    }

    private static int bits(OperandSpec spec) {
        Immediate immediate = spec.immediate();
        return immediate == null ? 0 : immediate.bits();
    }

    private Imm immediate(OperandSpec spec) {
        Immediate immediate = spec.immediate();
        boolean signed = immediate != null && immediate.extended() != immediate.bits();
        int size = bits(spec) / 8;
        return new Imm(signed ? bytes.takeSigned(size) : bytes.take(size));
    }

    private X86Operand address(OperandSpec spec) {
        if (spec.kind() == Kind.FAR_POINTER) {
            long offset = bytes.take(bits(spec) / 8);
            return new FarPointer((int) bytes.take(2), offset);
        }
        int size = head.addressSize ? mode == 64 ? 4 : 2 : mode / 8;
        Mem absolute = Mem.ptr(bytes.take(size)).size(MemSize.ofBits(spec.memoryBits()));
        return head.segment == 0 ? absolute : absolute.segment(new Seg(head.segment - 1));
    }

    private X86Operand implied(OperandSpec spec) {
        if (spec.memory().isImplied()) {
            int number = spec.fixed();
            boolean narrow = head.addressSize;
            Mem at = mode == 64
                    ? narrow ? Mem.ptr(new Gpr32(number)) : Mem.ptr(new Gpr64(number))
                    : narrow ? Mem.ptr(new Gpr16(number)) : Mem.ptr(new Gpr32(number));
            Mem sized = at.size(MemSize.ofBits(spec.memoryBits()));
            if (spec.memory() == OperandSpec.Memory.IMPLIED_ES) {
                return sized.segment(X86Registers.es);
            }
            return head.segment == 0 ? sized : sized.segment(new Seg(head.segment - 1));
        }
        return spec.kind() == Kind.FIXED_IMMEDIATE ? new Imm(spec.fixed()) : register(spec, spec.fixed());
    }

    private X86Operand mask(OperandSpec spec, X86Operand operand) {
        if (!spec.mask() || head.mask == 0) {
            return operand;
        }
        KMask mask = new KMask(head.mask);
        return switch (operand) {
            case Xmm register -> head.zeroing ? register.k(mask).z() : register.k(mask);
            case Ymm register -> head.zeroing ? register.k(mask).z() : register.k(mask);
            case Zmm register -> head.zeroing ? register.k(mask).z() : register.k(mask);
            case KMask register -> register.k(mask);
            case Mem where -> where.k(mask);
            default -> operand;
        };
    }

    private X86Register register(OperandSpec spec, int number) {
        RegisterClass registerClass = spec.register();
        if (registerClass == null) {
            throw new IllegalStateException(form + ": " + spec);
        }
        try {
            return switch (registerClass) {
                case GPR8 -> new Gpr8(isHigh(number) && spec.fixed() < 0 ? number + 32 : number);
                case GPR16 -> new Gpr16(number);
                case GPR32 -> new Gpr32(number);
                case GPR64 -> new Gpr64(number);
                case MM -> new Mm(number & 7);
                case XMM -> new Xmm(number);
                case YMM -> new Ymm(number);
                case ZMM -> new Zmm(number);
                case K -> new KMask(number);
                case ST -> new St(number & 7);
                case TMM -> new Tmm(number);
                case SEGMENT -> new Seg(number & 7);
                case CONTROL -> new Cr(number);
                case DEBUG -> new Dr(number);
            };
        } catch (IllegalArgumentException e) {
            throw new DecodingException(form.syntax() + ": " + e.getMessage());
        }
    }

    private boolean isHigh(int number) {
        return !head.rex && !head.isVector() && number >= 4 && number < 8;
    }
}
