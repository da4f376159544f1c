package dev.touchstone.isa.arm.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The letters of IT: up to three of `t` and `e` behind the first instruction's. The value is the mask as for
/// an even condition: a 0 for `t` and a 1 for `e` from the top, then a set bit, then zeros. The bits hold it
/// with the condition's lowest bit. With `toggle`, for VPT and VPST, they say instead where the letter changes.
public final class ItPatternCodec extends HoleCodec {
    private final boolean toggle;

    ItPatternCodec(Parameters parameters, int width) {
        this.toggle = parameters.flag("toggle");
        if (width != 4) {
            throw new IllegalArgumentException("the mask of IT has 4 bits, not " + width);
        }
    }

    /// Whether the letters are those of VPT and VPST.
    public boolean isVector() {
        return toggle;
    }

    @Override
    public boolean parse(Cursor in) {
        String letters = in.word();
        if (letters.length() > 3) {
            return false;
        }
        int mask = 8 >> letters.length();
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (c != 't' && c != 'e') {
                return false;
            }
            mask |= c == 'e' ? 8 >> i : 0;
        }
        in.value = mask;
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        int last = Long.numberOfTrailingZeros(value);
        for (int bit = 3; bit > last; bit--) {
            out.append((value >>> bit & 1) == 0 ? 't' : 'e');
        }
    }

    /// The bits above the lowest set one are told from the condition's lowest bit.
    private static long flipped(long mask, long condition) {
        long letters = 15 & -(Long.lowestOneBit(mask) << 1);
        return (condition & 1) != 0 ? mask ^ letters : mask;
    }

    /// A bit for each change of the letter, `t` standing first.
    private static long changes(long mask) {
        long last = Long.lowestOneBit(mask);
        return (mask ^ mask >>> 1) & -(last << 1) & 15 | last;
    }

    /// The inverse of [#changes].
    private static long letters(long bits) {
        long last = Long.lowestOneBit(bits);
        long mask = last;
        long letter = 0;
        for (long bit = 8; bit > last; bit >>= 1) {
            letter ^= (bits & bit) != 0 ? 1 : 0;
            mask |= letter * bit;
        }
        return mask;
    }

    @Override
    public long encode(long value, long other) {
        if (toggle) {
            return value < 1 || value > 15 ? REFUSED : changes(value);
        }
        // After "always" there is no "else".
        boolean hasElse = value > 0 && (value & ~Long.lowestOneBit(value)) != 0;
        return value < 1 || value > 15 || other == 14 && hasElse ? REFUSED : flipped(value, other);
    }

    @Override
    public long decode(long bits, long other) {
        long value = bits == 0 ? 0 : toggle ? letters(bits) : flipped(bits, other);
        return encode(value, other) == REFUSED ? REFUSED : value;
    }

    @Override
    public String allowed() {
        return "up to three letters t and e; no e after the condition al";
    }

    @Override
    public long[] edges() {
        long[] all = new long[15];
        for (int i = 0; i < 15; i++) {
            all[i] = i + 1L;
        }
        return all;
    }

    @Override
    public long sample(RandomGenerator random) {
        return 1L + random.nextInt(15);
    }

    @Override
    public List<String> illegal() {
        return new ArrayList<>(List.of("tttt", "x"));
    }
}
