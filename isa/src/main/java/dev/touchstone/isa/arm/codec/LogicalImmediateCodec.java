package dev.touchstone.isa.arm.codec;

import java.util.List;

/// Bitmask immediates, N:immr:imms: an element of 2 to 64 bits that is a rotated run of ones, replicated.
public final class LogicalImmediateCodec extends ImmediateCodec {
    private final int width;
    private final int size;
    private final int element;
    private final boolean complement;
    private final boolean notWide;

    LogicalImmediateCodec(Parameters parameters, int width) {
        this.width = width;
        this.element = (int) parameters.number("element", 0);
        this.size = (int) parameters.number("size", 64);
        this.complement = parameters.flag("not");
        this.notWide = parameters.flag("no-wide");
        if (width != 13 && width != 12) {
            throw new IllegalArgumentException("a logical immediate has the 13 bits of N:immr:imms, or 12 without N");
        }
    }

    /// 64 or 32, the register's bits; or the bits of an element of a vector.
    public int size() {
        return element == 0 ? size : element;
    }

    /// Whether the complement is encoded.
    public boolean isComplemented() {
        return complement;
    }

    @Override
    int width() {
        return width;
    }

    /// The 13 bits of N:immr:imms for a 64-bit pattern, or [HoleCodec#REFUSED].
    public static long encode64(long pattern) {
        if (pattern == 0 || pattern == -1) {
            return REFUSED;
        }
        int esize = 64;
        while (esize > 2) {
            int half = esize / 2;
            if (((pattern ^ pattern >>> half) & Bits.mask(half)) != 0) {
                break;
            }
            esize = half;
        }
        long mask = Bits.mask(esize);
        long elem = pattern & mask;
        long starts = elem & ~(elem << 1 | elem >>> esize - 1) & mask;
        if (Long.bitCount(starts) != 1) {
            return REFUSED;
        }
        int start = Long.numberOfTrailingZeros(starts);
        int immr = (esize - start) % esize;
        long imms = -2L * esize & 0x3F | Long.bitCount(elem) - 1L;
        return (esize == 64 ? 1L << 12 : 0) | (long) immr << 6 | imms;
    }

    /// The 64-bit pattern of N:immr:imms, or [HoleCodec#REFUSED] if the bits are reserved.
    public static long decode64(long bits) {
        int esize = elementSize(bits);
        if (esize < 2) {
            return REFUSED;
        }
        int s = (int) bits & esize - 1;
        int r = (int) (bits >>> 6) & esize - 1;
        if (s == esize - 1) {
            return REFUSED;
        }
        long elem = Bits.mask(s + 1);
        long rotated = r == 0 ? elem : (elem >>> r | elem << esize - r) & Bits.mask(esize);
        for (int filled = esize; filled < 64; filled *= 2) {
            rotated |= rotated << filled;
        }
        return rotated;
    }

    private static int elementSize(long bits) {
        int key = (int) ((bits >>> 12 & 1) << 6 | ~bits & 0x3F);
        return Integer.highestOneBit(key);
    }

    /// Whether one MOVZ or MOVN makes the value, so that nobody moves it by ORR.
    private boolean isWide(long value) {
        return MovWideCodec.isWide(value, size) || MovWideCodec.isWide(~value & Bits.mask(size), size);
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.integer()) {
            return false;
        }
        in.value = Bits.unsigned(in.value, size());
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        Immediates.unsignedHex(value, out);
    }

    @Override
    public long encode(long value, long other) {
        int own = size();
        if ((value & ~Bits.mask(own)) != 0) {
            return REFUSED;
        }
        long pattern = (complement ? ~value : value) & Bits.mask(own);
        for (int filled = own; filled < 64; filled *= 2) {
            pattern |= pattern << filled;
        }
        return encode64(pattern);
    }

    @Override
    public long decode(long bits, long other) {
        long pattern = decode64(bits);
        int own = size();
        if (pattern == REFUSED || elementSize(bits) > own) {
            return REFUSED;
        }
        // The vector forms share their bits; the smallest elements that hold the pattern are meant.
        if (element > 8 && elementSize(bits) <= element / 2) {
            return REFUSED;
        }
        long value = (complement ? ~pattern : pattern) & Bits.mask(own);
        return notWide && isWide(value) ? REFUSED : value;
    }

    @Override
    public String allowed() {
        return "a repeated, rotated run of ones in elements of 2 to " + size() + " bits; not all zeros, not all ones";
    }

    @Override
    public long[] edges() {
        return java.util.stream.LongStream.of(0, 0x3C, 0x1000, 0x1FBE, 0x103F, 0x1040, 0x81E, 0x7DE, 0x20, 0x3E, 0x30, 0x1FBD)
                .map(bits -> decode(bits, 0))
                .filter(value -> value != REFUSED)
                .distinct()
                .toArray();
    }

    @Override
    public List<String> illegal() {
        return List.of("0", size() == 64 ? "0xffffffffffffffff" : "0x" + Long.toHexString(Bits.mask(size())), "5");
    }
}
