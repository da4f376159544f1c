package dev.touchstone.isa.arm.codec;

/// The bit patterns that N:immr:imms can hold: a run of ones, rotated in an element of 2 to 64 bits, repeated
/// over 64 bits.
final class LogicalImmediate {
    private LogicalImmediate() {}

    /// N:immr:imms of a 64-bit pattern; -1 if it has none.
    static int encode(long pattern) {
        if (pattern == 0 || pattern == -1) {
            return -1;
        }
        int size = 64;
        while (size > 2) {
            int half = size / 2;
            if (((pattern ^ pattern >>> half) & Bits.mask(half)) != 0) {
                break;
            }
            size = half;
        }
        long element = pattern & Bits.mask(size);
        int ones = Long.bitCount(element);
        // What is at the upper end of a run that goes on at the lower one, or how far the run is from the end.
        int rotation = (element & 1) != 0
                ? Long.numberOfLeadingZeros(~(element << 64 - size))
                : size - Long.numberOfTrailingZeros(element);
        if (rotated(Bits.mask(ones), rotation, size) != element) {
            return -1;
        }
        int imms = (-size << 1 & 0x3F) | ones - 1;
        return (size == 64 ? 1 << 12 : 0) | rotation << 6 | imms;
    }

    /// The 64-bit pattern of N:immr:imms; 0 if there is none, which is no pattern either.
    static long decode(int bits) {
        int n = bits >>> 12 & 1;
        int imms = bits & 0x3F;
        int length = 31 - Integer.numberOfLeadingZeros(n << 6 | ~imms & 0x3F);
        if (length < 1) {
            return 0;
        }
        int size = 1 << length;
        int ones = (imms & size - 1) + 1;
        int rotation = bits >>> 6 & size - 1;
        // Rotations beyond the element would be a second encoding of the same pattern.
        if (ones == size || (bits >>> 6 & 0x3F) != rotation) {
            return 0;
        }
        long pattern = rotated(Bits.mask(ones), rotation, size);
        for (int filled = size; filled < 64; filled *= 2) {
            pattern |= pattern << filled;
        }
        return pattern;
    }

    private static long rotated(long value, int rotation, int size) {
        return rotation == 0 ? value : (value >>> rotation | value << size - rotation) & Bits.mask(size);
    }
}
