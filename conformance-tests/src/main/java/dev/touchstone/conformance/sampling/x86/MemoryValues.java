package dev.touchstone.conformance.sampling.x86;

import static dev.touchstone.encoder.x86.Mem.ptr;

import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.KMask;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Memory operands, special addresses first.
final class MemoryValues {
    private static final int[] BASES_64 = {0, 4, 5, 12, 13, 3, 8, 7};
    private static final int[] INDEXES_64 = {1, 5, 12, 13, 8, 15, 2};
    private static final int FS = 4;

    private final X86Form form;
    private final int mode;
    private final OperandSpec spec;

    MemoryValues(X86Form form, int mode, OperandSpec spec) {
        this.form = form;
        this.mode = mode;
        this.spec = spec;
    }

    List<X86Operand> values() {
        List<Mem> addresses = spec.kind() == OperandSpec.Kind.MOFFS
                ? absolute()
                : spec.memory().isImplied()
                        ? implied()
                        : spec.memory() == Memory.VSIB ? vectors() : mode == 64 ? addresses64() : addresses32();
        List<X86Operand> values = new ArrayList<>();
        for (Mem address : addresses) {
            values.add(address.size(MemSize.ofBits(spec.memoryBits())));
            int mask = 1 + values.size() % 7;
            if (spec.broadcastBits() != 0 && values.size() % 3 != 0) {
                values.add(address.size(MemSize.ofBits(spec.broadcastBits())).bcst());
            } else if (spec.mask() && spec.memory() != Memory.VSIB) {
                values.add(((Mem) values.getLast()).k(new KMask(mask)));
            }
        }
        return values;
    }

    /// The implied register in both address sizes; what can be overridden, overridden.
    private List<Mem> implied() {
        int number = spec.fixed();
        Mem wide = mode == 64 ? ptr(new Gpr64(number)) : ptr(new Gpr32(number));
        Mem narrow = mode == 64 ? ptr(new Gpr32(number)) : ptr(new Gpr16(number));
        return spec.memory() == Memory.IMPLIED_ES
                ? List.of(wide.segment(new Seg(0)), narrow.segment(new Seg(0)), wide)
                : List.of(wide, narrow, wide.segment(new Seg(FS)), narrow.segment(new Seg(0)));
    }

    private List<Mem> absolute() {
        List<Mem> values = new ArrayList<>(List.of(ptr(AddressMap.DATA + 0x40), ptr(0x1234), ptr(0x7FFF_FFFFL)));
        if (mode == 64) {
            values.add(ptr(0x7F00_0000_0000L));
            values.add(ptr(0x1122_3344_5566_7788L));
        }
        return values;
    }

    /// Displacements about the edges of one byte, scaled, and of four.
    private long[] displacements() {
        long n = form.opcode().space() == Space.EVEX ? form.disp8Scale(false) : 1;
        long one = spec.broadcastBits() == 0 ? n : spec.broadcastBits() / 8;
        return new long[] {
            0,
            127 * n,
            -128 * n,
            128 * n,
            -129 * n,
            n + 1,
            127 * one,
            -129 * one,
            0x1234_5678,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            8,
            -1,
            5 * n,
            -6 * one
        };
    }

    private int extension() {
        return form.feature().startsWith("APX") ? 16 : 0;
    }

    private List<Mem> addresses64() {
        List<Mem> values = new ArrayList<>();
        long[] displacements = displacements();
        int extension = extension();
        for (int i = 0; i < displacements.length; i++) {
            Gpr64 base = new Gpr64(BASES_64[i % BASES_64.length] + extension);
            Gpr64 index = new Gpr64(INDEXES_64[i % INDEXES_64.length] + extension);
            values.add(ptr(base).disp(displacements[i]));
            Mem indexed = ptr(base).index(index, 1 << i % 4).disp(displacements[(i + 3) % displacements.length]);
            values.add(i % 4 == 2 ? indexed.segment(new Seg(FS)) : indexed);
        }
        values.add(2, ptr(new Gpr64(5 + extension)));
        values.add(3, ptr(new Gpr64(13 + extension)).index(new Gpr64(12 + extension), 8));
        values.add(5, ptr().index(new Gpr64(5 + extension), 2).disp(AddressMap.DATA));
        values.add(7, ptr(AddressMap.DATA + 0x80));
        values.add(9, ptr(new Gpr32(1)).index(new Gpr32(13), 4).disp(0x10));
        values.add(11, ptr(new Gpr64(3)).segment(new Seg(FS)));
        values.add(13, ptr(-0x10));
        if (spec.memory() != Memory.SIB) {
            values.add(4, Mem.rip(AddressMap.DATA - AddressMap.CODE));
            values.add(12, Mem.eip(-0x100));
        }
        return values;
    }

    private List<Mem> addresses32() {
        List<Mem> values = new ArrayList<>();
        long[] displacements = displacements();
        for (int i = 0; i < displacements.length; i++) {
            Gpr32 base = new Gpr32(i % 8);
            Gpr32 index = new Gpr32((i + 5) % 8 == 4 ? 5 : (i + 5) % 8);
            values.add(ptr(base).disp(displacements[i]));
            Mem indexed = ptr(base).index(index, 1 << i % 4).disp(displacements[(i + 3) % displacements.length]);
            values.add(i % 4 == 2 ? indexed.segment(new Seg(FS)) : indexed);
        }
        values.add(2, ptr(new Gpr32(5)));
        values.add(4, ptr(new Gpr16(3)).index(new Gpr16(6)));
        values.add(6, ptr(new Gpr16(5)));
        // LLVM 19 writes disp8 of 16-bit addresses unscaled in EVEX forms: there the displacement is one that needs 16
        // bits.
        values.add(8, ptr(new Gpr16(7)).disp(form.opcode().space() == Space.EVEX ? 0x2001 : 0x7F));
        values.add(10, ptr(new Gpr16(5)).index(new Gpr16(7)).disp(-0x81));
        values.add(5, ptr().index(new Gpr32(5), 2).disp(AddressMap.DATA));
        values.add(7, ptr(AddressMap.DATA + 0x80));
        values.add(9, ptr(new Gpr32(3)).segment(new Seg(FS)));
        return values;
    }

    private List<Mem> vectors() {
        List<Mem> values = new ArrayList<>();
        long[] displacements = displacements();
        boolean evex = form.opcode().space() == Space.EVEX;
        int[] numbers = mode == 32
                ? new int[] {3, 0, 7, 4}
                : evex ? new int[] {3, 31, 4, 12, 20, 0} : new int[] {3, 15, 4, 12, 0};
        RegisterClass vector = Objects.requireNonNull(spec.vsib());
        for (int i = 0; i < displacements.length; i++) {
            int base = mode == 64 ? BASES_64[i % BASES_64.length] : i % 8;
            Mem start = mode == 64 ? ptr(new Gpr64(base)) : ptr(new Gpr32(base));
            Mem memory = indexed(i % 5 == 4 ? ptr() : start, vector, numbers[i % numbers.length], 1 << i % 4)
                    .disp(displacements[i]);
            boolean scatters = spec.mask();
            values.add(scatters ? memory.k(new KMask(i % 7 + 1)) : memory);
        }
        return values;
    }

    private static Mem indexed(Mem memory, RegisterClass vector, int number, int scale) {
        return switch (vector) {
            case XMM -> memory.index(new Xmm(number), scale);
            case YMM -> memory.index(new Ymm(number), scale);
            default -> memory.index(new Zmm(number), scale);
        };
    }
}
