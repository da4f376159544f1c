package dev.touchstone.relocation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A magnitude, and above it the bits that say whether it is added or subtracted: U of the literal loads, or
/// opcode bits that make ADD or SUB.
///
/// @param bits of the stored magnitude
/// @param added the bits above the magnitude that add it
/// @param subtracted the bits that subtract it
/// @param immediate whether the magnitude is stored as an A32 modified immediate: 8 bits, rotated right by twice
///     the upper 4 bits
/// @param group how many leading groups of 8 bits are left to the instructions before this one (AAELF32, "Group
///     relocations")
/// @param checked whether what is left must fit; else its leading group is stored and the rest is the next
///     instruction's
record SignMagnitude(int bits, long added, long subtracted, boolean immediate, int group, boolean checked)
        implements Transform {
    private static final Pattern TEXT =
            Pattern.compile("(?<added>U|[01]+)(?:/(?<subtracted>[01]+))?:(?:magnitude(?<bits>[0-9]+)|immediate)"
                    + "(?:@G(?<group>[0-2])(?<nc>_NC)?)?");

    static @Nullable SignMagnitude parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches() || m.group("added").equals("U") != (m.group("subtracted") == null)) {
            return null;
        }
        boolean u = m.group("added").equals("U");
        return new SignMagnitude(
                m.group("bits") == null ? 12 : Integer.parseInt(m.group("bits")),
                u ? 1 : Long.parseLong(m.group("added"), 2),
                u ? 0 : Long.parseLong(m.group("subtracted"), 2),
                m.group("bits") == null,
                m.group("group") == null ? 0 : Integer.parseInt(m.group("group")),
                m.group("nc") == null);
    }

    @Override
    public long encode(long value) {
        long rest = rest(Math.abs(value));
        long stored = !immediate ? rest : asImmediate(checked ? rest : rest & leadingGroup(rest));
        return stored | (value < 0 ? subtracted : added) << bits;
    }

    @Override
    public boolean takes(long value) {
        long rest = rest(Math.abs(value));
        return !checked || (immediate ? asImmediate(rest) >= 0 : rest >>> bits == 0);
    }

    /// What is left of a magnitude once the groups before this one are taken from it.
    private long rest(long magnitude) {
        long rest = magnitude;
        for (int i = 0; i < group; i++) {
            rest &= ~leadingGroup(rest);
        }
        return rest;
    }

    /// A mask of the 8 bits that begin at the highest bit that is set, or one above it: rotations are even.
    private static long leadingGroup(long magnitude) {
        int zeros = Long.numberOfLeadingZeros(magnitude) & ~1;
        return zeros >= 56 ? 0xFF : 0xFFL << 56 - zeros;
    }

    /// Rotation and 8 bits, the smallest rotation that there is, as the manual asks; -1 if there is none.
    private static long asImmediate(long magnitude) {
        if (magnitude >>> 32 == 0) {
            for (int rotation = 0; rotation < 32; rotation += 2) {
                int low = Integer.rotateLeft((int) magnitude, rotation);
                if ((low & ~0xFF) == 0) {
                    return (long) rotation << 7 | low;
                }
            }
        }
        return -1;
    }

    @Override
    public long decode(long stored, int highBit, boolean signed) {
        long magnitude = stored & (1L << bits) - 1;
        if (immediate) {
            magnitude = Integer.rotateRight((int) magnitude & 0xFF, (int) (magnitude >>> 8) * 2) & 0xFFFF_FFFFL;
        }
        return stored >>> bits == added ? magnitude : -magnitude;
    }

    /// Whether the groups before or after this one take what does not fit.
    private boolean takesAny() {
        return group > 0 || !checked;
    }

    @Override
    public long lowest(RangeCheck check, BitScatter scatter) {
        return takesAny() || immediate ? -(1L << 31) : (1L << scatter.lowBit) - (1L << bits);
    }

    @Override
    public long beyond(RangeCheck check, BitScatter scatter) {
        return takesAny() ? 1L << 31 : immediate ? (0x7FL << 24) + 1 : 1L << bits;
    }
}
