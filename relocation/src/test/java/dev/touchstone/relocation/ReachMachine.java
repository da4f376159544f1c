package dev.touchstone.relocation;

/// Executes the few instructions that branch tests need, decoded here by the manuals' pages and not by the
/// tables: what the tables say is held against it. A run ends at the first instruction that is no branch: a mark.
final class ReachMachine {
    private final Machine machine;
    private final byte[] code;
    /// Whether the tested register is zero, the tested bit is zero, and Z is set.
    private final boolean zero;

    private long linkerRegister;

    ReachMachine(Machine machine, byte[] code, boolean zero) {
        this.machine = machine;
        this.code = code;
        this.zero = zero;
    }

    private static long signed(long value, int bits) {
        return value << 64 - bits >> 64 - bits;
    }

    private static long bits(long word, int high, int low) {
        return word >>> low & (1L << high - low + 1) - 1;
    }

    private long word(long at) {
        return Container.LE32.read(code, (int) at);
    }

    private long half(long at) {
        return Container.LE16.read(code, (int) at);
    }

    /// Runs from an offset, the image standing at 0, to the offset of the first mark.
    int run(long from) {
        long pc = from;
        for (int steps = 0; steps < 100; steps++) {
            long next = machine.equals(Machine.A64) ? a64(pc) : machine.equals(Machine.A32) ? a32(pc) : t32(pc);
            if (next < 0) {
                return (int) pc;
            }
            pc = next;
        }
        throw new AssertionError("an endless loop from 0x" + Long.toHexString(from));
    }

    private long a64(long pc) {
        long w = word(pc);
        if (bits(w, 30, 26) == 0b00101) { // B, BL
            return pc + 4 * signed(bits(w, 25, 0), 26);
        }
        if (bits(w, 31, 24) == 0x54) { // B.cond: eq, ne, al, nv
            boolean holds = bits(w, 3, 1) == 7 || (bits(w, 3, 0) == 0) == zero;
            return holds ? pc + 4 * signed(bits(w, 23, 5), 19) : pc + 4;
        }
        if (bits(w, 30, 25) == 0b011010) { // CBZ, CBNZ
            return (bits(w, 24, 24) == 0) == zero ? pc + 4 * signed(bits(w, 23, 5), 19) : pc + 4;
        }
        if (bits(w, 30, 25) == 0b011011) { // TBZ, TBNZ
            return (bits(w, 24, 24) == 0) == zero ? pc + 4 * signed(bits(w, 18, 5), 14) : pc + 4;
        }
        if ((w & 0x9F00001FL) == 0x90000010L) { // ADRP x16
            linkerRegister = (pc & ~0xFFFL) + (signed(bits(w, 23, 5) << 2 | bits(w, 30, 29), 21) << 12);
            return pc + 4;
        }
        if ((w & 0xFFC003FFL) == 0x91000210L) { // ADD x16, x16, #imm
            linkerRegister += bits(w, 21, 10);
            return pc + 4;
        }
        if (w == 0xD61F0200L) { // BR x16
            return linkerRegister;
        }
        return -1;
    }

    private long a32(long pc) {
        long w = word(pc);
        if (bits(w, 27, 25) == 0b101) { // B, BL
            long condition = bits(w, 31, 28);
            boolean holds = condition == 14 || (condition == 0) == zero;
            return holds ? pc + 8 + 4 * signed(bits(w, 23, 0), 24) : pc + 4;
        }
        if (w == 0xE51FF004L) { // LDR pc, [pc, #-4]
            return word(pc + 4);
        }
        return -1;
    }

    private long t32(long pc) {
        long h = half(pc);
        if (bits(h, 15, 12) == 0b1101 && bits(h, 11, 8) < 2) { // B<c> T1: eq, ne
            return (bits(h, 8, 8) == 0) == zero ? pc + 4 + 2 * signed(bits(h, 7, 0), 8) : pc + 2;
        }
        if (bits(h, 15, 11) == 0b11100) { // B T2
            return pc + 4 + 2 * signed(bits(h, 10, 0), 11);
        }
        if ((h & 0xF500) == 0xB100) { // CBZ, CBNZ
            return (bits(h, 11, 11) == 0) == zero ? pc + 4 + 2 * (bits(h, 9, 9) << 5 | bits(h, 7, 3)) : pc + 2;
        }
        if (h == 0xBF00) { // NOP, that aligns far code
            return pc + 2;
        }
        if (h == 0xF8DF) { // LDR.W pc, [pc]
            long target = word(pc + 4 & ~3L);
            if ((target & 1) == 0 || half(pc + 2) != 0xF000) {
                throw new AssertionError("it would leave Thumb state");
            }
            return target & ~1L;
        }
        if (bits(h, 15, 11) != 0b11110) {
            return -1;
        }
        long second = half(pc + 2);
        long s = bits(h, 10, 10);
        if (bits(second, 15, 14) == 0b10 && bits(second, 12, 12) == 0) { // B<c> T3
            long distance = s << 20 | bits(second, 11, 11) << 19 | bits(second, 13, 13) << 18 | bits(h, 5, 0) << 12;
            boolean holds = (bits(h, 9, 6) == 0) == zero;
            return holds ? pc + 4 + signed(distance | bits(second, 10, 0) << 1, 21) : pc + 4;
        }
        if (bits(second, 15, 15) == 1 && bits(second, 12, 12) == 1) { // B T4, BL T1
            long i1 = bits(second, 13, 13) ^ s ^ 1;
            long i2 = bits(second, 11, 11) ^ s ^ 1;
            long distance = s << 24 | i1 << 23 | i2 << 22 | bits(h, 9, 0) << 12 | bits(second, 10, 0) << 1;
            return pc + 4 + signed(distance, 25);
        }
        return -1;
    }

    /// The address that a literal load at `pc` reads.
    long literalAddress(int pc) {
        if (machine.equals(Machine.A64)) {
            return pc + 4 * signed(bits(word(pc), 23, 5), 19);
        }
        if (machine.equals(Machine.A32)) {
            long magnitude = bits(word(pc), 11, 0);
            return pc + 8 + (bits(word(pc), 23, 23) == 1 ? magnitude : -magnitude);
        }
        if (half(pc) >>> 11 == 0b01001) {
            return (pc + 4 & ~3L) + 4 * bits(half(pc), 7, 0);
        }
        long magnitude = bits(half(pc + 2), 11, 0);
        return (pc + 4 & ~3L) + (bits(half(pc), 7, 7) == 1 ? magnitude : -magnitude);
    }
}
