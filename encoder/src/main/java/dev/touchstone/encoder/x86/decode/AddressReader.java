package dev.touchstone.encoder.x86.decode;

import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import org.jspecify.annotations.Nullable;

/// Reads ModRM's memory operand: SIB and displacement.
final class AddressReader {
    private static final int[] BASE_16 = {3, 3, 5, 5, 6, 7, 5, 3};
    private static final int[] INDEX_16 = {6, 7, 6, 7, -1, -1, -1, -1};

    private final X86Form form;
    private final Head head;
    private final ByteSource bytes;
    private final int mode;
    private final int size;

    AddressReader(X86Form form, Head head, ByteSource bytes, int mode) {
        this.form = form;
        this.head = head;
        this.bytes = bytes;
        this.mode = mode;
        this.size = head.addressSize ? mode == 64 ? 32 : 16 : mode;
    }

    /// The address, without size and decorations.
    Mem read(int modRm) {
        int mod = modRm >> 6;
        int rm = modRm & 7;
        if (size == 16) {
            return address16(mod, rm);
        }
        if (rm == 4) {
            return withSib(mod, bytes.take());
        }
        if (mod == 0 && rm == 5) {
            int displacement = (int) bytes.take(4);
            return mode == 32 ? Mem.ptr(displacement) : size == 64 ? Mem.rip(displacement) : Mem.eip(displacement);
        }
        return base(rm | head.b).disp(displacement(mod));
    }

    private Mem base(int number) {
        return size == 64 ? Mem.ptr(new Gpr64(number)) : Mem.ptr(new Gpr32(number));
    }

    private Mem withSib(int mod, int sib) {
        int scale = 1 << (sib >> 6);
        int index = sib >> 3 & 7 | head.x;
        int base = sib & 7 | head.b;
        boolean noBase = mod == 0 && (sib & 7) == 5;
        RegisterClass vector = vector();
        Mem memory = noBase ? Mem.ptr() : base(base);
        if (vector != null) {
            int number = sib >> 3 & 7 | head.x & 8 | (head.space == Space.EVEX ? head.vvvv & 0x10 : 0);
            memory = switch (vector) {
                case XMM -> memory.index(new Xmm(number), scale);
                case YMM -> memory.index(new Ymm(number), scale);
                default -> memory.index(new Zmm(number), scale);
            };
        } else if (index != 4) {
            memory = size == 64 ? memory.index(new Gpr64(index), scale) : memory.index(new Gpr32(index), scale);
        }
        long displacement = noBase ? (int) bytes.take(4) : displacement(mod);
        return memory.disp(displacement);
    }

    private @Nullable RegisterClass vector() {
        OperandSpec memory = form.memoryOperand();
        return memory == null ? null : memory.vsib();
    }

    private long displacement(int mod) {
        return switch (mod) {
            case 1 -> bytes.takeSigned(1) * scale();
            case 2 -> bytes.takeSigned(4);
            default -> 0;
        };
    }

    private int scale() {
        boolean scaled = head.space == Space.EVEX && !form.opcode().isApx();
        return scaled ? form.disp8Scale(head.broadcast) : 1;
    }

    private Mem address16(int mod, int rm) {
        if (mod == 0 && rm == 6) {
            return Mem.ptr(bytes.take(2));
        }
        Mem memory = Mem.ptr(new Gpr16(BASE_16[rm]));
        if (INDEX_16[rm] >= 0) {
            memory = memory.index(new Gpr16(INDEX_16[rm]));
        }
        return memory.disp(
                switch (mod) {
                    case 1 -> bytes.takeSigned(1) * scale();
                    case 2 -> bytes.takeSigned(2);
                    default -> 0;
                });
    }
}
