package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;

/// Writes what stands after ModRM and displacement: a register or an opcode suffix in an immediate, immediates
/// and branch targets.
final class TrailerWriter {
    private final InstructionFields fields;
    private final X86Encoding encoding;
    private final CodeBuffer code;

    TrailerWriter(InstructionFields fields, CodeBuffer code) {
        this.fields = fields;
        this.encoding = fields.encoding;
        this.code = code;
    }

    /// How many bytes follow ModRM and displacement.
    static int bytes(X86Encoding encoding) {
        int bytes = (encoding.suffix() >= 0 ? 1 : 0) + (encoding.is4() ? 1 : 0);
        for (int width : encoding.immediates()) {
            bytes += width;
        }
        return bytes;
    }

    /// Writes what follows ModRM and displacement.
    void write() {
        if (encoding.suffix() >= 0) {
            code.put8(encoding.suffix());
        }
        if (encoding.is4()) {
            code.put8(fields.is4 << 4);
        }
        int trailing = 0;
        for (int i = 0; i < fields.instruction.operands().size(); i++) {
            OperandSpec spec = fields.form.operands().get(i);
            switch (spec.field()) {
                case IMMEDIATE, RELATIVE, ADDRESS -> {
                    trailing++;
                    immediate(spec, fields.instruction.operands().get(i));
                }
                default -> {}
            }
        }
        if (trailing < encoding.immediates().size()) {
            throw new IllegalStateException(fields.form.source() + ": an immediate without an operand");
        }
    }

    private void immediate(OperandSpec spec, X86Operand operand) {
        OperandSpec.Immediate immediate = spec.immediate();
        int bits = immediate == null ? fields.addressSize() : immediate.bits();
        switch (operand) {
            case Imm value -> put(value.value(), bits);
            case Relative relative -> put(relative.displacement(), bits);
            case Target target -> target(spec, target, bits);
            case FarPointer pointer -> {
                put(pointer.offset(), bits);
                code.put16(pointer.selector());
            }
            case Mem mem -> absolute(mem, bits);
            default -> throw new IllegalStateException(fields.form.syntax() + ": " + operand + " is no immediate");
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
        if (fields.mode == 64) {
            return bits == 8 ? X8664Fixups.R_X86_64_PC8 : X8664Fixups.R_X86_64_PLT32;
        }
        return bits == 8 ? X8632Fixups.R_386_PC8 : bits == 16 ? X8632Fixups.R_386_PC16 : X8632Fixups.R_386_PC32;
    }

    private FixupKind absoluteFixup(int bits, boolean signed) {
        if (fields.mode == 32) {
            return bits == 16 ? X8632Fixups.R_386_16 : X8632Fixups.R_386_32;
        }
        if (bits == 64) {
            return X8664Fixups.R_X86_64_64;
        }
        return signed ? X8664Fixups.R_X86_64_32S : X8664Fixups.R_X86_64_32;
    }
}
