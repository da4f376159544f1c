package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Form;
import org.jspecify.annotations.Nullable;

/// Whether an operand may stand at its place of a form. The answers are texts of what is allowed there, or null
/// if it may.
final class OperandCheck {
    private static final String BYTES_32 = "al to bl and ah to bh in 32-bit mode";

    private final X86Form form;
    private final OperandSpec spec;
    private final int mode;

    private OperandCheck(X86Form form, OperandSpec spec, int mode) {
        this.form = form;
        this.spec = spec;
        this.mode = mode;
    }

    /// What is allowed at `spec` of `form`, or null if `operand` is.
    ///
    /// @param mode 64 or 32
    static @Nullable String refusal(X86Form form, OperandSpec spec, X86Operand operand, int mode) {
        return new OperandCheck(form, spec, mode).refusal(operand);
    }

    private @Nullable String refusal(X86Operand operand) {
        return switch (operand) {
            case X86Register register -> register(register);
            case MaskedRegister masked -> masked(masked);
            case Mem memory -> memory(memory);
            case Imm immediate -> immediate(immediate.value());
            case Target target -> target();
            case Relative relative -> relative(relative.displacement());
            case FarPointer pointer -> pointer(pointer);
        };
    }

    private String wanted() {
        return spec.text();
    }

    private @Nullable String register(X86Register register) {
        RegisterClass registerClass = spec.register();
        if (!spec.takesRegister() || registerClass == null || registerClass != register.registerClass()) {
            return wanted();
        }
        if (spec.isFixed()) {
            return register.number() == spec.fixed() ? null : RegisterNames.name(registerClass, spec.fixed());
        }
        int limit = limit(registerClass);
        if (register.code() >= limit) {
            return mode == 32 && registerClass == RegisterClass.GPR8 ? BYTES_32 : range(registerClass, limit);
        }
        if (mode == 64 && register.number() == 0 && spec.field() == Field.OPCODE && form.has("not0")) {
            return "a register other than " + register;
        }
        if (mode == 32 && register instanceof Gpr8 byteRegister && byteRegister.needsRex()) {
            return BYTES_32;
        }
        return null;
    }

    private static String range(RegisterClass registerClass, int limit) {
        return RegisterNames.name(registerClass, 0) + " to " + RegisterNames.name(registerClass, limit - 1);
    }

    /// How many registers of the class the form's encoding reaches.
    private int limit(RegisterClass registerClass) {
        int count = registerClass.count();
        if (mode == 32) {
            return Math.min(count, 8);
        }
        X86Encoding encoding = form.opcode();
        return switch (encoding.space()) {
            case EVEX -> count;
            case VEX, XOP -> Math.min(count, 16);
            case LEGACY, REX2 ->
                registerClass.isGeneral() && encoding.map() <= 1 && !form.has("norex2") ? count : Math.min(count, 16);
        };
    }

    private @Nullable String masked(MaskedRegister masked) {
        if (!spec.mask() || masked.zeroing() && !spec.zeroing()) {
            return wanted();
        }
        return register(masked.register());
    }

    private @Nullable String memory(Mem memory) {
        if (spec.kind() == Kind.MOFFS) {
            return moffs(memory);
        }
        if (spec.memory().isImplied()) {
            return implied(memory);
        }
        if (!spec.takesMemory() || spec.field() != Field.RM) {
            return wanted();
        }
        int size = memory.size().bits();
        if (memory.isBroadcast()) {
            if (spec.broadcastBits() == 0 || size != 0 && size != spec.broadcastBits()) {
                return wanted();
            }
            int count = spec.memoryBits() / spec.broadcastBits();
            if (memory.broadcastCount() != 0 && memory.broadcastCount() != count) {
                return wanted() + ", {1to" + count + "}";
            }
        } else if (size != 0 && spec.memoryBits() != 0 && spec.memory() != Memory.VSIB && size != spec.memoryBits()) {
            return wanted();
        }
        if (memory.mask().number() != 0 && !spec.mask()) {
            return wanted();
        }
        String shape = shape(memory);
        return shape != null ? shape : address(memory);
    }

    /// Memory at the one register that the opcode implies.
    private @Nullable String implied(Mem memory) {
        X86Register base = memory.base();
        int size = memory.size().bits();
        boolean plain = memory.index() == null
                && memory.displacement() == 0
                && memory.label() == null
                && !memory.isBroadcast()
                && memory.mask().number() == 0;
        if (!plain || base == null || base.number() != spec.fixed() || size != 0 && size != spec.memoryBits()) {
            return wanted();
        }
        Seg segment = memory.segment();
        if (spec.memory() == Memory.IMPLIED_ES && segment != null && !segment.equals(X86Registers.es)) {
            return wanted() + ": segment es";
        }
        return addressSize(memory);
    }

    private @Nullable String addressSize(Mem memory) {
        int size = memory.addressSize();
        return (mode == 64 ? size == 16 : size == 64)
                ? "addresses of " + (mode == 64 ? "64 and 32" : "32 and 16") + " bits in " + mode + "-bit mode"
                : null;
    }

    private @Nullable String shape(Mem memory) {
        X86Register index = memory.index();
        boolean vector = index != null && index.registerClass().isVector();
        if (spec.memory() == Memory.VSIB) {
            if (index == null || index.registerClass() != spec.vsib()) {
                return wanted();
            }
        } else if (vector) {
            return wanted();
        }
        if (spec.memory() == Memory.SIB && (memory.isRipRelative() || memory.addressSize() == 16)) {
            return "memory with a SIB byte: no rip, no 16-bit address";
        }
        return null;
    }

    /// Registers and displacement of the address.
    private @Nullable String address(Mem memory) {
        int size = memory.addressSize();
        int needed = form.opcode().addressSize();
        if (needed != 0 && size != 0 && size != needed) {
            return "addresses of " + needed + " bits";
        }
        if (mode == 32 && memory.isRipRelative() && memory.label() == null) {
            return "no rip in 32-bit mode";
        }
        String tooWide = addressSize(memory);
        if (tooWide != null) {
            return tooWide;
        }
        String registers = addressRegisters(memory);
        return registers != null ? registers : displacement(memory);
    }

    private @Nullable String addressRegisters(Mem memory) {
        X86Register base = memory.base();
        X86Register index = memory.index();
        int limit = limit(RegisterClass.GPR64);
        if (base != null && base.number() >= limit) {
            return "a base from " + range(base.registerClass(), limit);
        }
        if (index != null) {
            int indexLimit = index.registerClass().isVector() ? limit(index.registerClass()) : limit;
            if (index.number() >= indexLimit) {
                return "an index from " + range(index.registerClass(), indexLimit);
            }
        }
        if (memory.addressSize() == 16 && base != null) {
            int number = base.number();
            boolean pair = number == 3 || number == 5;
            if (!pair && (index != null || number != 6 && number != 7)) {
                return "bx or bp with si or di, or one of bx, bp, si, di";
            }
        }
        return null;
    }

    private @Nullable String displacement(Mem memory) {
        long value = memory.displacement();
        int size = memory.addressSize() == 0 ? mode : memory.addressSize();
        boolean relative = memory.isRipRelative() && memory.label() == null;
        boolean fits = switch (size) {
            case 64 -> value == (int) value;
            case 32 -> relative ? value == (int) value : value >= Integer.MIN_VALUE && value <= 0xFFFF_FFFFL;
            default -> value >= Short.MIN_VALUE && value <= 0xFFFF;
        };
        if (fits) {
            return null;
        }
        // Some assemblers write these 32 bits as they are, and so another address.
        boolean turns = size == 64 && value >= 0 && value <= 0xFFFF_FFFFL;
        return "a displacement of " + (size == 64 ? "signed 32" : size) + " bits"
                + (turns ? "; if 0x%x is meant, write that".formatted((long) (int) value) : "");
    }

    private @Nullable String moffs(Mem memory) {
        boolean plain = memory.base() == null && memory.index() == null && !memory.isBroadcast();
        int size = memory.size().bits();
        if (!plain || memory.isRipRelative() && mode == 64 || memory.mask().number() != 0) {
            return "an absolute address";
        }
        if (size != 0 && size != spec.memoryBits()) {
            return wanted();
        }
        int addressSize = addressSize();
        boolean fits = addressSize == 64
                || memory.displacement() >= -1L << addressSize - 1 && memory.displacement() < 1L << addressSize;
        return fits ? null : "an address of " + addressSize + " bits";
    }

    /// The address size of forms without ModRM.
    private int addressSize() {
        int size = form.opcode().addressSize();
        return size == 0 ? mode : size;
    }

    private @Nullable String immediate(long value) {
        if (spec.kind() == Kind.FIXED_IMMEDIATE) {
            return value == spec.fixed() ? null : Integer.toString(spec.fixed());
        }
        Immediate immediate = spec.immediate();
        if (spec.kind() != Kind.IMMEDIATE || immediate == null) {
            return wanted();
        }
        return immediate.accepts(value, mode)
                ? null
                : immediate.minimum() + " to " + immediate.maximum()
                        + (immediate.bits() == immediate.extended() ? "" : ", sign-extended");
    }

    private @Nullable String target() {
        Immediate immediate = spec.immediate();
        boolean allowed = immediate != null
                && (spec.kind() == Kind.RELATIVE || spec.kind() == Kind.IMMEDIATE && immediate.bits() >= 32);
        return allowed ? null : wanted();
    }

    private @Nullable String relative(long displacement) {
        Immediate immediate = spec.immediate();
        if (spec.kind() != Kind.RELATIVE || immediate == null) {
            return wanted();
        }
        long half = 1L << immediate.bits() - 1;
        return displacement >= -half && displacement < half ? null : -half + " to " + (half - 1);
    }

    private @Nullable String pointer(FarPointer pointer) {
        Immediate immediate = spec.immediate();
        if (spec.kind() != Kind.FAR_POINTER || immediate == null) {
            return wanted();
        }
        boolean fits = pointer.selector() >= 0
                && pointer.selector() <= 0xFFFF
                && pointer.offset() >= 0
                && pointer.offset() < 1L << immediate.bits();
        return fits ? null : "a selector up to 0xffff and an offset of " + immediate.bits() + " bits";
    }
}
