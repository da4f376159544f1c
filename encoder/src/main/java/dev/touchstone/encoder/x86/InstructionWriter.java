package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Encoding.W;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;
import org.jspecify.annotations.Nullable;

/// Writes one checked instruction, field by field in the order of its bytes. One instance writes one instruction.
final class InstructionWriter {
    private static final int NONE = 0;

    private final X86Instruction instruction;
    private final X86Form form;
    private final X86Encoding encoding;
    private final CodeBuffer code;
    private final int mode;

    /// Numbers of the registers in ModRM.reg (or the opcode), vvvv and, if it is a register, ModRM.rm.
    private int reg;

    private int vvvv;
    private int rm;
    private @Nullable RegisterKind rmKind;
    private @Nullable Mem memory;
    private @Nullable Seg segment;
    private int is4;
    private int mask;
    private boolean zeroing;

    private enum RegisterKind {
        GENERAL,
        OTHER
    }

    InstructionWriter(X86Instruction instruction, CodeBuffer code, int mode) {
        this.instruction = instruction;
        this.form = instruction.form();
        this.encoding = form.opcode();
        this.code = code;
        this.mode = mode;
    }

    void write() {
        takeOperands();
        outerPrefixes();
        switch (encoding.space()) {
            case LEGACY -> {
                if (RexNeeds.needsRex2(instruction)) {
                    rex2();
                } else {
                    legacy();
                }
            }
            case REX2 -> rex2();
            case VEX -> vex();
            case XOP -> xop();
            case EVEX -> evex();
        }
        opcode();
        if (encoding.modRm()) {
            modRm();
        }
        trailer();
    }

    private void takeOperands() {
        if (encoding.digit() >= 0) {
            reg = encoding.digit();
        }
        for (int i = 0; i < instruction.operands().size(); i++) {
            OperandSpec spec = form.operands().get(i);
            X86Operand operand = instruction.operands().get(i);
            if (operand instanceof MaskedRegister masked) {
                mask = masked.mask().number();
                zeroing = masked.zeroing();
                register(spec.field(), masked.register());
            } else if (operand instanceof X86Register register) {
                register(spec.field(), register);
            } else if (operand instanceof Target target) {
                code.own(target.label());
            } else if (operand instanceof Mem mem) {
                Label label = mem.label();
                if (label != null) {
                    code.own(label);
                }
                if (memory == null || spec.memory() != Memory.IMPLIED_ES) {
                    memory = mem;
                    segment = segment(spec, mem);
                }
                if (mem.mask().number() != 0) {
                    mask = mem.mask().number();
                }
            }
        }
    }

    /// The segment that a prefix says.
    private static @Nullable Seg segment(OperandSpec spec, Mem mem) {
        Seg segment = mem.segment();
        boolean usual = spec.memory() == Memory.IMPLIED_ES
                || spec.memory() == Memory.IMPLIED && segment != null && segment.equals(X86Registers.ds);
        return usual ? null : segment;
    }

    private void register(Field field, X86Register register) {
        int number = register.code();
        switch (field) {
            case REG -> reg = number;
            case VVVV -> vvvv = number;
            case IS4 -> is4 = number;
            case RM, OPCODE -> {
                rm = number;
                rmKind = register.registerClass().isGeneral() ? RegisterKind.GENERAL : RegisterKind.OTHER;
            }
            default -> {}
        }
    }

    // Prefixes, in the order in which LLVM writes them.

    private void outerPrefixes() {
        if (encoding.waits()) {
            code.put8(0x9B);
        }
        if (instruction.prefix() == X86Prefix.REP || instruction.prefix() == X86Prefix.REPNE) {
            code.put8(instruction.prefix().code());
        }
        boolean string = form.effects().traits().contains("string");
        if (string) {
            addressSizePrefix();
        }
        Seg override = segment;
        if (override != null) {
            code.put8(segmentPrefix(override));
        }
        if (!string) {
            addressSizePrefix();
        }
        if (encoding.operandSize16()) {
            code.put8(0x66);
        }
        if (instruction.prefix() == X86Prefix.LOCK) {
            code.put8(X86Prefix.LOCK.code());
        }
    }

    private void addressSizePrefix() {
        if (addressSize() != mode) {
            code.put8(0x67);
        }
    }

    private static int segmentPrefix(Seg segment) {
        return segment.number() < 4 ? 0x26 | segment.number() << 3 : 0x60 | segment.number();
    }

    private int addressSize() {
        if (encoding.addressSize() != NONE) {
            return encoding.addressSize();
        }
        return memory == null || memory.addressSize() == 0 ? mode : memory.addressSize();
    }

    private int base() {
        return memory == null ? rm : registerBits(memory.packed & 63);
    }

    private int index() {
        return memory == null ? 0 : registerBits(memory.packed >> Mem.INDEX_SHIFT & 63);
    }

    private static int registerBits(int number) {
        return number >= Mem.NO_REGISTER ? 0 : number;
    }

    private int w() {
        return encoding.w() == W.ONE ? 1 : 0;
    }

    /// Bit `bit` of a register number.
    private static int bit(int number, int bit) {
        return number >> bit & 1;
    }

    private static int not(int bit) {
        return bit ^ 1;
    }

    private void mandatoryPrefix() {
        if (encoding.prefix() != 0) {
            code.put8(encoding.prefix());
        }
    }

    private void legacy() {
        mandatoryPrefix();
        if (RexNeeds.needsRex(instruction)) {
            code.put8(0x40 | w() << 3 | bit(reg, 3) << 2 | bit(index(), 3) << 1 | bit(base(), 3));
        }
        switch (encoding.map()) {
            case 1 -> code.put8(0x0F);
            case 2 -> code.put16(0x380F);
            case 3 -> code.put16(0x3A0F);
            default -> {}
        }
    }

    /// REX2: `D5`, then M0 R4 X4 B4 W R3 X3 B3.
    private void rex2() {
        mandatoryPrefix();
        code.put8(0xD5);
        code.put8(encoding.map() << 7
                | bit(reg, 4) << 6
                | bit(index(), 4) << 5
                | bit(base(), 4) << 4
                | w() << 3
                | bit(reg, 3) << 2
                | bit(index(), 3) << 1
                | bit(base(), 3));
    }

    /// The two bits that stand for the mandatory prefix in VEX, XOP and EVEX.
    private int pp() {
        return switch (encoding.prefix()) {
            case 0x66 -> 1;
            case 0xF3 -> 2;
            case 0xF2 -> 3;
            default -> 0;
        };
    }

    private int lengthBits() {
        return encoding.vectorBits() >> 8;
    }

    /// The byte that ends VEX and XOP: W vvvv L pp.
    private int vexTail() {
        return w() << 7 | (vvvv & 15 ^ 15) << 3 | lengthBits() << 2 | pp();
    }

    private void vex() {
        boolean two = encoding.map() == 1 && w() == 0 && (bit(index(), 3) | bit(base(), 3)) == 0;
        if (two) {
            code.put8(0xC5);
            code.put8(not(bit(reg, 3)) << 7 | vexTail());
            return;
        }
        threeBytes(0xC4);
    }

    private void xop() {
        threeBytes(0x8F);
    }

    private void threeBytes(int first) {
        code.put8(first);
        code.put8(not(bit(reg, 3)) << 7 | not(bit(index(), 3)) << 6 | not(bit(base(), 3)) << 5 | encoding.map());
        code.put8(vexTail());
    }

    /// EVEX: `62`, then R3 X3 B3 R4 B4 m m m; W vvvv X4 p p; z L L b V4 a a a. All register bits but B4 are
    /// inverted.
    private void evex() {
        int base = base();
        int index = index();
        boolean vectorIndex = memory != null && (memory.packed >> Mem.VECTOR_SHIFT & 3) != 0;
        boolean vectorRm = memory == null && rmKind == RegisterKind.OTHER;
        int x3 = vectorRm ? bit(base, 4) : bit(index, 3);
        int b4 = vectorRm ? 0 : bit(base, 4);
        int x4 = vectorIndex ? 0 : bit(index, 4);
        int v4 = vectorIndex ? bit(index, 4) : bit(vvvv, 4);
        code.put8(0x62);
        code.put8(not(bit(reg, 3)) << 7
                | not(x3) << 6
                | not(bit(base, 3)) << 5
                | not(bit(reg, 4)) << 4
                | b4 << 3
                | encoding.map());
        code.put8(w() << 7 | (vvvv & 15 ^ 15) << 3 | not(x4) << 2 | pp());
        code.put8(encoding.isApx() ? apxTail(v4) : evexTail(v4));
    }

    private int evexTail(int v4) {
        Rounding rounding = instruction.rounding();
        boolean b = rounding != Rounding.NONE || memory != null && memory.isBroadcast();
        // With SAE alone the length is implied; LLVM writes 0.
        int length = rounding.rounds() ? rounding.bits() : rounding == Rounding.SAE ? 0 : lengthBits();
        return (zeroing ? 0x80 : 0) | length << 5 | (b ? 0x10 : 0) | not(v4) << 3 | mask;
    }

    private int apxTail(int v4) {
        return (encoding.newData() ? 0x10 : 0) | not(v4) << 3 | (encoding.noFlags() ? 4 : 0);
    }

    private void opcode() {
        int last = encoding.opcode().size() - 1;
        for (int i = 0; i <= last; i++) {
            int value = encoding.opcode().get(i);
            code.put8(i == last && encoding.registerInOpcode() ? value | rm & 7 : value);
        }
    }

    // ModRM, SIB and displacement.

    private void modRm() {
        Mem mem = memory;
        if (mem == null) {
            code.put8(0xC0 | (reg & 7) << 3 | rm & 7);
        } else if (addressSize() == 16) {
            address16(mem);
        } else {
            address(mem);
        }
    }

    private void address(Mem mem) {
        int base = mem.packed & 63;
        int index = mem.packed >> Mem.INDEX_SHIFT & 63;
        if (base == Mem.RIP) {
            code.put8((reg & 7) << 3 | 5);
            displacement32(mem, mode == 64);
            return;
        }
        OperandSpec spec = form.memoryOperand();
        boolean hasBase = base != Mem.NO_REGISTER;
        boolean hasIndex = index != Mem.NO_REGISTER;
        boolean sib = hasIndex
                || hasBase && (base & 7) == 4
                || !hasBase && mode == 64
                || spec != null && spec.memory() == Memory.SIB;
        int mod = hasBase ? mod(mem, base) : 0;
        code.put8(mod << 6 | (reg & 7) << 3 | (sib ? 4 : hasBase ? base & 7 : 5));
        if (sib) {
            int scale = hasIndex ? mem.packed >> Mem.SCALE_SHIFT & 3 : 0;
            code.put8(scale << 6 | (hasIndex ? index & 7 : 4) << 3 | (hasBase ? base & 7 : 5));
        }
        if (!hasBase || mod == 2) {
            displacement32(mem, false);
        } else if (mod == 1) {
            code.put8((int) (mem.displacement() / form.disp8Scale(mem.isBroadcast())));
        }
    }

    /// 0 for no displacement, 1 for one byte, 2 for four bytes.
    private int mod(Mem mem, int base) {
        int value = (int) mem.displacement();
        if (mem.label() != null) {
            return 2;
        }
        if (value == 0 && (base & 7) != 5) {
            return 0;
        }
        int scale = form.disp8Scale(mem.isBroadcast());
        int scaled = value / scale;
        return scaled * scale == value && scaled == (byte) scaled ? 1 : 2;
    }

    private void displacement32(Mem mem, boolean relative) {
        Label label = mem.label();
        if (label == null) {
            code.put32((int) mem.displacement());
            return;
        }
        int offset = code.position();
        code.put32(0);
        int after = relative ? 4 + trailerBytes() : 0;
        code.fixup(addressFixup(relative), offset, label, mem.displacement() - after);
    }

    private FixupKind addressFixup(boolean relative) {
        if (mode == 32) {
            return X8632Fixups.R_386_32;
        }
        return relative ? X8664Fixups.R_X86_64_PC32 : X8664Fixups.R_X86_64_32S;
    }

    /// `[bx + si]` and its kin.
    private void address16(Mem mem) {
        int base = mem.packed & 63;
        int index = mem.packed >> Mem.INDEX_SHIFT & 63;
        int value = (short) mem.displacement();
        if (base == Mem.NO_REGISTER && index == Mem.NO_REGISTER) {
            code.put8((reg & 7) << 3 | 6);
            code.put16(value);
            return;
        }
        int rm16 = rm16(base, index);
        int scale = form.disp8Scale(mem.isBroadcast());
        int scaled = value / scale;
        boolean fits = scaled * scale == value && scaled == (byte) scaled;
        int mod = value == 0 && rm16 != 6 ? 0 : fits ? 1 : 2;
        code.put8(mod << 6 | (reg & 7) << 3 | rm16);
        if (mod == 1) {
            code.put8(scaled);
        } else if (mod == 2) {
            code.put16(value);
        }
    }

    private static int rm16(int base, int index) {
        if (index == Mem.NO_REGISTER) {
            return switch (base) {
                case 6 -> 4;
                case 7 -> 5;
                case 5 -> 6;
                default -> 7;
            };
        }
        if (base == Mem.NO_REGISTER) {
            return index == 6 ? 4 : 5;
        }
        return (base == 5 ? 2 : 0) + (index == 7 ? 1 : 0);
    }

    // What stands after ModRM and displacement.

    private int trailerBytes() {
        int bytes = (encoding.suffix() >= 0 ? 1 : 0) + (encoding.is4() ? 1 : 0);
        for (int width : encoding.immediates()) {
            bytes += width;
        }
        return bytes;
    }

    private void trailer() {
        if (encoding.suffix() >= 0) {
            code.put8(encoding.suffix());
        }
        if (encoding.is4()) {
            code.put8(is4 << 4);
        }
        int trailing = 0;
        for (int i = 0; i < instruction.operands().size(); i++) {
            OperandSpec spec = form.operands().get(i);
            switch (spec.field()) {
                case IMMEDIATE, RELATIVE, ADDRESS -> {
                    trailing++;
                    immediate(spec, instruction.operands().get(i));
                }
                default -> {}
            }
        }
        if (trailing < encoding.immediates().size()) {
            throw new IllegalStateException(form.source() + ": an immediate without an operand");
        }
    }

    private void immediate(OperandSpec spec, X86Operand operand) {
        OperandSpec.Immediate immediate = spec.immediate();
        int bits = immediate == null ? addressSize() : immediate.bits();
        switch (operand) {
            case Imm value -> put(value.value(), bits);
            case Relative relative -> put(relative.displacement(), bits);
            case Target target -> target(spec, target, bits);
            case FarPointer pointer -> {
                put(pointer.offset(), bits);
                code.put16(pointer.selector());
            }
            case Mem mem -> absolute(mem, bits);
            default -> throw new IllegalStateException(form.syntax() + ": " + operand + " is no immediate");
        }
    }

    private void put(long value, int bits) {
        switch (bits) {
            case 8 -> code.put8((int) value);
            case 16 -> code.put16((int) value);
            case 32 -> code.put32((int) value);
            default -> code.put64(value);
        }
    }

    private void absolute(Mem mem, int bits) {
        Label label = mem.label();
        int offset = code.position();
        put(label == null ? mem.displacement() : 0, bits);
        if (label != null) {
            code.fixup(absoluteFixup(bits, false), offset, label, mem.displacement());
        }
    }

    private void target(OperandSpec spec, Target target, int bits) {
        int offset = code.position();
        put(0, bits);
        if (spec.kind() == OperandSpec.Kind.RELATIVE) {
            code.fixup(relativeFixup(bits), offset, target.label(), target.addend() - bits / 8);
        } else {
            OperandSpec.Immediate immediate = spec.immediate();
            boolean signed = immediate != null && immediate.extended() != bits;
            code.fixup(absoluteFixup(bits, signed), offset, target.label(), target.addend());
        }
    }

    private FixupKind relativeFixup(int bits) {
        if (mode == 64) {
            return bits == 8 ? X8664Fixups.R_X86_64_PC8 : X8664Fixups.R_X86_64_PLT32;
        }
        return bits == 8 ? X8632Fixups.R_386_PC8 : bits == 16 ? X8632Fixups.R_386_PC16 : X8632Fixups.R_386_PC32;
    }

    private FixupKind absoluteFixup(int bits, boolean signed) {
        if (mode == 32) {
            return bits == 16 ? X8632Fixups.R_386_16 : X8632Fixups.R_386_32;
        }
        if (bits == 64) {
            return X8664Fixups.R_X86_64_64;
        }
        return signed ? X8664Fixups.R_X86_64_32S : X8664Fixups.R_X86_64_32;
    }
}
