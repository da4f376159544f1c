package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// The letters after IT, VPT or VPST, up to three of T and E. The value is a 1 and below it a bit for each letter, first letter
/// highest, 1 for E: 1 is no letter, 0b101 is TE.
///
/// IT stores firstcond's low bit for T and its opposite for E; VPT stores whether a letter differs from the one before. Then a 1 ends
/// the mask.
public final class BlockPatternCodec extends HoleCodec {
    private static final int ALWAYS = 14;

    private final boolean vector;

    /// @param vector whether the block is of VPT
    BlockPatternCodec(Parameters parameters, int width, boolean vector) {
        this.vector = vector;
        if (width != 4) {
            throw new IllegalArgumentException("the mask of a block has 4 bits, not " + width);
        }
        if (!vector && parameters.with() == null) {
            throw new IllegalArgumentException("the pattern of IT needs with= and the hole of the condition");
        }
    }

    @Override
    public boolean parse(Cursor in) {
        long pattern = 1;
        while (in.peek() == 't' || in.peek() == 'e') {
            pattern = pattern << 1 | (in.accept('e') ? 1 : 0);
            if ((pattern & 1) == 0) {
                in.accept('t');
            }
            if (pattern > 15) {
                return false;
            }
        }
        in.value = pattern;
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        for (int i = letters(value) - 1; i >= 0; i--) {
            out.append((value >>> i & 1) != 0 ? 'e' : 't');
        }
    }

    /// How many letters a value has.
    public static int letters(long value) {
        return 63 - Long.numberOfLeadingZeros(value);
    }

    @Override
    public long encode(long value, long other) {
        if (value < 1 || value > 15) {
            return REFUSED;
        }
        int letters = letters(value);
        long own = value ^ 1L << letters;
        if (!vector && other == ALWAYS && own != 0) {
            return REFUSED;
        }
        long stored = vector ? own ^ own >>> 1 : (other & 1) != 0 ? ~own & Bits.mask(letters) : own;
        return (stored << 1 | 1) << 3 - letters;
    }

    @Override
    public long decode(long bits, long other) {
        if (bits == 0) {
            return REFUSED;
        }
        for (long value = 1; value < 16; value++) {
            if (encode(value, other) == bits) {
                return value;
            }
        }
        return REFUSED;
    }

    @Override
    public String allowed() {
        return "up to three of T and E";
    }

    @Override
    public long[] edges() {
        return new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    }

    @Override
    public long sample(RandomGenerator random) {
        return random.nextInt(1, 16);
    }

    @Override
    public List<String> illegal() {
        return List.of("tttt");
    }
}
