package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;

/// Writes ModRM, SIB and displacement, with 16-bit, 32-bit and 64-bit addresses.
final class AddressWriter {
    private final InstructionFields fields;
    private final X86Encoding encoding;
    private final CodeBuffer code;

    AddressWriter(InstructionFields fields, CodeBuffer code) {
        this.fields = fields;
        this.encoding = fields.encoding;
        this.code = code;
    }

    /// Writes ModRM and what belongs to it.
    void write() {
        Mem mem = fields.memory;
        if (mem == null) {
            code.put8(0xC0 | (fields.reg & 7) << 3 | fields.rm & 7);
        } else if (fields.addressSize() == 16) {
            address16(mem);
        } else {
            address(mem);
        }
    }

    private void address(Mem mem) {
        int base = mem.packed & 63;
        int index = mem.packed >> Mem.INDEX_SHIFT & 63;
        if (base == Mem.RIP) {
            code.put8((fields.reg & 7) << 3 | 5);
            displacement32(mem, fields.mode == 64);
            return;
        }
        OperandSpec spec = fields.form.memoryOperand();
        boolean hasBase = base != Mem.NO_REGISTER;
        boolean hasIndex = index != Mem.NO_REGISTER;
        boolean sib = hasIndex
                || hasBase && (base & 7) == 4
                || !hasBase && fields.mode == 64
                || spec != null && spec.memory() == Memory.SIB;
        int mod = hasBase ? mod(mem, base) : 0;
        code.put8(mod << 6 | (fields.reg & 7) << 3 | (sib ? 4 : hasBase ? base & 7 : 5));
        if (sib) {
            int scale = hasIndex ? mem.packed >> Mem.SCALE_SHIFT & 3 : 0;
            code.put8(scale << 6 | (hasIndex ? index & 7 : 4) << 3 | (hasBase ? base & 7 : 5));
        }
        if (!hasBase || mod == 2) {
            displacement32(mem, false);
        } else if (mod == 1) {
            code.put8((int) (mem.displacement() / fields.form.disp8Scale(mem.isBroadcast())));
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
        int scale = fields.form.disp8Scale(mem.isBroadcast());
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
        int after = relative ? 4 + TrailerWriter.bytes(encoding) : 0;
        code.fixup(addressFixup(relative), offset, label, mem.displacement() - after);
    }

    private FixupKind addressFixup(boolean relative) {
        if (fields.mode == 32) {
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
            code.put8((fields.reg & 7) << 3 | 6);
            code.put16(value);
            return;
        }
        int rm16 = rm16(base, index);
        int scale = fields.form.disp8Scale(mem.isBroadcast());
        int scaled = value / scale;
        boolean fits = scaled * scale == value && scaled == (byte) scaled;
        int mod = value == 0 && rm16 != 6 ? 0 : fits ? 1 : 2;
        code.put8(mod << 6 | (fields.reg & 7) << 3 | rm16);
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
}
