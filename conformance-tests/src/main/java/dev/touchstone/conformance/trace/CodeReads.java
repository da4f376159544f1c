package dev.touchstone.conformance.trace;

import dev.touchstone.conformance.state.IndexOffset;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Footprint.MemoryAccess;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The bytes of the code that an instruction reads as data, in a given state.
///
/// @param offsets of those that it reads
/// @param unknown whether it may read others: where an access goes is not in its footprint
record CodeReads(BitSet offsets, boolean unknown) {
    /// T32's program counter is rounded down for some loads and not for others.
    private static final int ROUNDED = 2;

    static CodeReads of(Footprint footprint, MachineState state, int offset, int length, int size) {
        BitSet offsets = new BitSet(size);
        boolean unknown = false;
        for (MemoryAccess access : footprint.memory()) {
            if (!access.read()) {
                continue;
            }
            if (access.bytes() == 0
                    || !access.isAddressKnown()
                    || isVector(access.index(), state)
                    || isVector(access.base(), state)) {
                unknown = true;
                continue;
            }
            long from = address(access, state, AddressMap.CODE + offset, length) - AddressMap.CODE;
            if (from > -access.bytes() && from < size) {
                long to = from + access.bytes() + (state.isa() == Isa.T32 && "pc".equals(access.base()) ? ROUNDED : 0);
                offsets.set((int) Math.max(0, from), (int) Math.min(size, to));
            }
        }
        return new CodeReads(offsets, unknown);
    }

    private static boolean isVector(@Nullable String register, MachineState state) {
        return register != null
                && !isCounter(register)
                && state.registerSet().get(register).bytes() > Long.BYTES;
    }

    private static boolean isCounter(String register) {
        return register.equals("pc") || register.equals("rip");
    }

    private static long address(MemoryAccess access, MachineState state, long pc, int length) {
        long index = access.index() == null ? 0 : IndexOffset.of(access, state.get(access.index()), state);
        long address =
                base(access.base(), state, pc, length) + (access.subtract() ? -index : index) + access.displacement();
        return switch (state.isa()) {
            case X86_64, A64 -> address;
            case X86_32, A32, T32 -> address & 0xFFFF_FFFFL;
        };
    }

    private static long base(@Nullable String base, MachineState state, long pc, int length) {
        if (base == null) {
            return 0;
        }
        if (!isCounter(base)) {
            return state.get(base);
        }
        return switch (state.isa()) {
            case X86_64, X86_32 -> pc + length;
            case A64 -> pc;
            case A32 -> pc + 8;
            case T32 -> pc + 4 & ~3L;
        };
    }
}
