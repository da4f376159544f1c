package dev.touchstone.encoder.x86;

import static dev.touchstone.encoder.x86.InstructionFields.bit;

import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Encoding.W;
import dev.touchstone.relocation.CodeBuffer;

/// Writes an instruction's prefixes and its opcode map: segment, sizes and lock, then the mandatory prefix with
/// REX, or REX2, VEX, XOP or EVEX.
final class PrefixWriter {
    private final InstructionFields fields;
    private final X86Encoding encoding;
    private final CodeBuffer code;

    PrefixWriter(InstructionFields fields, CodeBuffer code) {
        this.fields = fields;
        this.encoding = fields.encoding;
        this.code = code;
    }

    /// Writes what stands before the opcode.
    void write() {
        outer();
        switch (encoding.space()) {
            case LEGACY -> {
                if (RexNeeds.needsRex2(fields.instruction)) {
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
    }

    /// In the order in which LLVM writes them.
    private void outer() {
        if (encoding.waits()) {
            code.put8(0x9B);
        }
        if (fields.instruction.prefix() == X86Prefix.REP || fields.instruction.prefix() == X86Prefix.REPNE) {
            code.put8(fields.instruction.prefix().code());
        }
        boolean string = fields.form.effects().traits().contains("string");
        if (string) {
            addressSize();
        }
        Seg override = fields.segment;
        if (override != null) {
            code.put8(segmentPrefix(override));
        }
        if (!string) {
            addressSize();
        }
        if (encoding.operandSize16()) {
            code.put8(0x66);
        }
        if (fields.instruction.prefix() == X86Prefix.LOCK) {
            code.put8(X86Prefix.LOCK.code());
        }
    }

    private void addressSize() {
        if (fields.addressSize() != fields.mode) {
            code.put8(0x67);
        }
    }

    private static int segmentPrefix(Seg segment) {
        return segment.number() < 4 ? 0x26 | segment.number() << 3 : 0x60 | segment.number();
    }

    private int w() {
        return encoding.w() == W.ONE ? 1 : 0;
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
        if (RexNeeds.needsRex(fields.instruction)) {
            code.put8(0x40 | w() << 3 | bit(fields.reg, 3) << 2 | bit(fields.index(), 3) << 1 | bit(fields.base(), 3));
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
                | bit(fields.reg, 4) << 6
                | bit(fields.index(), 4) << 5
                | bit(fields.base(), 4) << 4
                | w() << 3
                | bit(fields.reg, 3) << 2
                | bit(fields.index(), 3) << 1
                | bit(fields.base(), 3));
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
        return w() << 7 | (fields.vvvv & 15 ^ 15) << 3 | lengthBits() << 2 | pp();
    }

    private void vex() {
        boolean two = encoding.map() == 1 && w() == 0 && (bit(fields.index(), 3) | bit(fields.base(), 3)) == 0;
        if (two) {
            code.put8(0xC5);
            code.put8(not(bit(fields.reg, 3)) << 7 | vexTail());
            return;
        }
        threeBytes(0xC4);
    }

    private void xop() {
        threeBytes(0x8F);
    }

    private void threeBytes(int first) {
        code.put8(first);
        code.put8(not(bit(fields.reg, 3)) << 7
                | not(bit(fields.index(), 3)) << 6
                | not(bit(fields.base(), 3)) << 5
                | encoding.map());
        code.put8(vexTail());
    }

    /// EVEX: `62`, then R3 X3 B3 R4 B4 m m m; W vvvv X4 p p; z L L b V4 a a a. All register bits but B4 are
    /// inverted.
    private void evex() {
        int base = fields.base();
        int index = fields.index();
        Mem mem = fields.memory;
        boolean vectorIndex = mem != null && (mem.packed >> Mem.VECTOR_SHIFT & 3) != 0;
        boolean vectorRm = fields.memory == null && !fields.rmIsGeneral;
        int x3 = vectorRm ? bit(base, 4) : bit(index, 3);
        int b4 = vectorRm ? 0 : bit(base, 4);
        int x4 = vectorIndex ? 0 : bit(index, 4);
        int v4 = vectorIndex ? bit(index, 4) : bit(fields.vvvv, 4);
        code.put8(0x62);
        code.put8(not(bit(fields.reg, 3)) << 7
                | not(x3) << 6
                | not(bit(base, 3)) << 5
                | not(bit(fields.reg, 4)) << 4
                | b4 << 3
                | encoding.map());
        code.put8(w() << 7 | (fields.vvvv & 15 ^ 15) << 3 | not(x4) << 2 | pp());
        code.put8(encoding.isApx() ? apxTail(v4) : evexTail(v4));
    }

    private int evexTail(int v4) {
        Mem mem = fields.memory;
        Rounding rounding = fields.instruction.rounding();
        boolean b = rounding != Rounding.NONE || mem != null && mem.isBroadcast();
        // With SAE alone the length is implied; LLVM writes 0.
        int length = rounding.rounds() ? rounding.bits() : rounding == Rounding.SAE ? 0 : lengthBits();
        return (fields.zeroing ? 0x80 : 0) | length << 5 | (b ? 0x10 : 0) | not(v4) << 3 | fields.mask;
    }

    private int apxTail(int v4) {
        return (encoding.newData() ? 0x10 : 0) | not(v4) << 3 | (encoding.noFlags() ? 4 : 0);
    }
}
