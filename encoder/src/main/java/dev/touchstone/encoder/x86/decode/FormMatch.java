package dev.touchstone.encoder.x86.decode;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Encoding.W;
import dev.touchstone.isa.x86.X86Form;

/// Whether prefixes and ModRM are those of a row.
final class FormMatch {
    private final X86Form form;
    private final X86Encoding encoding;
    private final Head head;
    private final ByteSource bytes;
    private final int mode;
    private final boolean exact;

    /// @param bytes standing at the opcode byte
    /// @param exact whether prefixes that change nothing are refused
    FormMatch(X86Form form, Head head, ByteSource bytes, int mode, boolean exact) {
        this.form = form;
        this.encoding = form.opcode();
        this.head = head;
        this.bytes = bytes;
        this.mode = mode;
        this.exact = exact;
    }

    boolean matches() {
        return opcodeBytes()
                && (head.isVector() ? vectorPrefix() : legacyPrefix())
                && width()
                && addressSize()
                && modRm()
                && registerInOpcode()
                && vvvv()
                && evexBits();
    }

    private boolean opcodeBytes() {
        for (int i = 1; i < encoding.opcode().size(); i++) {
            int expected = encoding.opcode().get(i);
            boolean last = i == encoding.opcode().size() - 1;
            int mask = last && encoding.registerInOpcode() ? 0xF8 : 0xFF;
            if (bytes.peek(i) < 0 || (bytes.peek(i) & mask) != (expected & mask)) {
                return false;
            }
        }
        return true;
    }

    private boolean vectorPrefix() {
        if (encoding.prefix() != head.prefix
                && !(encoding.isApx() && encoding.operandSize16() && head.prefix == 0x66)) {
            return false;
        }
        if (encoding.lengthIgnored()) {
            return !exact || head.length == 0 || rounds();
        }
        int wanted = encoding.vectorBits() == 0 ? 0 : Integer.numberOfTrailingZeros(encoding.vectorBits() / 128);
        return head.length == wanted || rounds() && encoding.vectorBits() == 512;
    }

    /// Whether EVEX.b means rounding or SAE here: the length bits are the rounding mode then.
    private boolean rounds() {
        return head.space == Space.EVEX
                && head.broadcast
                && !encoding.isApx()
                && isRegister()
                && form.operands().stream().anyMatch(o -> o.rounding() || o.sae());
    }

    private boolean legacyPrefix() {
        int wanted = encoding.prefix();
        if (wanted == 0x66) {
            return head.operandSize && (head.repeat == 0);
        }
        boolean repeats = form.has("rep") || form.has("repcc");
        if (head.repeat != wanted && !(repeats && (head.repeat == 0xF3 || form.has("repcc")))) {
            return !exact && wanted == 0 && !encoding.noPrefix() && operandSize();
        }
        return !(encoding.noPrefix() && (head.operandSize || head.repeat != 0)) && operandSize();
    }

    private boolean operandSize() {
        return head.operandSize == encoding.operandSize16() || !exact && head.operandSize && !hasWidths();
    }

    /// Whether 66 would choose another row of the same opcode.
    private boolean hasWidths() {
        return OpcodeMaps.of(mode)
                .at(encoding.space(), encoding.map(), encoding.opcodeByte(), encoding.waits())
                .stream()
                .anyMatch(other ->
                        other.opcode().operandSize16() && other.opcode().digit() == encoding.digit());
    }

    private boolean width() {
        if (encoding.w() == W.ONE) {
            return head.w;
        }
        boolean free = encoding.w() == W.IGNORED && (encoding.isVector() || !exact);
        return !head.w || free && !(exact && !encoding.isVector());
    }

    private boolean addressSize() {
        int size = head.addressSize ? mode == 64 ? 32 : 16 : mode;
        if (encoding.addressSize() != 0) {
            return encoding.addressSize() == size;
        }
        // What changes an implied address is to be seen in the operands.
        boolean changes = head.addressSize || head.segment != 0;
        return !exact || !changes || form.memoryOperand() != null || !form.has("implied");
    }

    private boolean isRegister() {
        return modRmByte() >= 0xC0;
    }

    private int modRmByte() {
        return bytes.peek(encoding.opcode().size());
    }

    private boolean modRm() {
        if (!encoding.modRm()) {
            return true;
        }
        int modRm = modRmByte();
        if (modRm < 0) {
            return true;
        }
        if (encoding.digit() >= 0 && (modRm >> 3 & 7) != encoding.digit()) {
            return false;
        }
        OperandSpec rm = form.operandIn(Field.RM);
        if (rm == null) {
            return isRegister() && (modRm & 7) == 0;
        }
        boolean needsSib = rm.memory() == OperandSpec.Memory.VSIB || rm.memory() == OperandSpec.Memory.SIB;
        return isRegister() ? rm.takesRegister() : rm.takesMemory() && (!needsSib || (modRm & 7) == 4);
    }

    private boolean registerInOpcode() {
        if (!encoding.registerInOpcode()) {
            return encoding.modRm() || head.b == 0 || !exact;
        }
        int number = bytes.peek(encoding.opcode().size() - 1) & 7 | head.b;
        return !(mode == 64 && number == 0 && form.has("not0"));
    }

    private boolean vvvv() {
        return !head.isVector()
                || form.operandIn(Field.VVVV) != null
                || vsib()
                || head.vvvv == 0
                || encoding.scc() >= 0;
    }

    private boolean vsib() {
        OperandSpec memory = form.memoryOperand();
        return memory != null && memory.memory() == OperandSpec.Memory.VSIB && (head.vvvv & 15) == 0;
    }

    private boolean evexBits() {
        if (head.space != Space.EVEX) {
            return true;
        }
        if (encoding.isApx()) {
            return head.newData == encoding.newData()
                    && head.noFlags == encoding.noFlags()
                    && (encoding.scc() < 0 ? (head.p2 & 3) == 0 : (head.p2 & 15) == encoding.scc());
        }
        boolean masks = form.operands().stream().anyMatch(OperandSpec::mask);
        boolean zeroes = form.operands().stream().anyMatch(o -> o.zeroing() && !(o.takesMemory() && !isRegister()));
        boolean broadcasts = form.operands().stream().anyMatch(o -> o.broadcastBits() != 0);
        return (head.mask == 0 || masks)
                && (!head.zeroing || zeroes && head.mask != 0)
                && (!head.broadcast || (isRegister() ? rounds() : broadcasts));
    }
}
