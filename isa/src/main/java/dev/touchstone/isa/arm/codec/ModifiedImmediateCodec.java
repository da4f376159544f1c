package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.TreeSet;

/// The 12-bit constants of A32 and T32. A32: 8 bits, rotated right by twice the upper four. T32: a byte, one of
/// three patterns of two or four equal bytes, or 8 bits from a set one down, rotated. The shortest rotation is
/// encoded and alone is decoded.
///
/// With `not` or `neg` the complement or the negative is encoded, but only of a value that has no encoding of
/// its own. With `sign=1` or `sign=-1` the value is an offset of that sign, 31 bits large.
public final class ModifiedImmediateCodec extends ImmediateCodec {
    private enum Change {
        NONE,
        NOT,
        NEGATE
    }

    private final boolean thumb;
    private final Change change;
    private final int sign;
    private final int width;

    ModifiedImmediateCodec(Parameters parameters, int width, boolean thumb) {
        this.thumb = thumb;
        this.width = width;
        boolean not = parameters.flag("not");
        boolean negate = parameters.flag("neg");
        this.sign = (int) parameters.number("sign", 0);
        this.change = not ? Change.NOT : negate || sign < 0 ? Change.NEGATE : Change.NONE;
        if (width != 12) {
            throw new IllegalArgumentException("a modified immediate has 12 bits, not " + width);
        }
    }

    @Override
    int width() {
        return width;
    }

    @Override
    public long encode(long value, long other) {
        if (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL) {
            return REFUSED;
        }
        int given = (int) value;
        if (sign != 0) {
            boolean fits = value == given && (sign > 0 ? value >= 0 : value < 0);
            return fits ? plain(changed(given)) : REFUSED;
        }
        return change != Change.NONE && plain(given) != REFUSED ? REFUSED : plain(changed(given));
    }

    private long plain(int word) {
        return thumb ? thumb(word) : rotated(word);
    }

    private int changed(int word) {
        return switch (change) {
            case NONE -> word;
            case NOT -> ~word;
            case NEGATE -> -word;
        };
    }

    private static long rotated(int word) {
        for (int turn = 0; turn < 32; turn += 2) {
            int byteValue = Integer.rotateLeft(word, turn);
            if ((byteValue & ~0xFF) == 0) {
                return (long) turn / 2 << 8 | byteValue;
            }
        }
        return REFUSED;
    }

    private static long thumb(int word) {
        int low = word & 0xFF;
        if (word == low) {
            return low;
        }
        if (word == (low | low << 16)) {
            return 0x100 | low;
        }
        if (word == low * 0x01010101) {
            return 0x300 | low;
        }
        int high = word >>> 8 & 0xFF;
        if (word == (high << 8 | high << 24)) {
            return 0x200 | high;
        }
        int lead = Integer.numberOfLeadingZeros(word);
        int byteValue = word << lead >>> 24;
        // The set bit stands at 31 - lead: the byte was rotated right by 8 + lead.
        return Integer.rotateRight(byteValue, 8 + lead) == word ? (long) (8 + lead) << 7 | byteValue & 0x7F : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        int field = (int) bits;
        int word = thumb ? thumbValue(field) : Integer.rotateRight(field & 0xFF, field >>> 8 << 1);
        // Only the encoding that the assembler chooses has a text of its own.
        long value = change == Change.NEGATE || sign != 0 ? changed(word) : changed(word) & 0xFFFF_FFFFL;
        return encode(value, 0) == bits ? value : REFUSED;
    }

    private static int thumbValue(int field) {
        int low = field & 0xFF;
        return switch (field >>> 8) {
            case 0 -> low;
            case 1 -> low | low << 16;
            case 2 -> low << 8 | low << 24;
            case 3 -> low * 0x01010101;
            default -> Integer.rotateRight(0x80 | field & 0x7F, field >>> 7);
        };
    }

    @Override
    public String allowed() {
        String shape = thumb
                ? "0 to 255, 0x00xy00xy, 0xxy00xy00, 0xxyxyxyxy, or 8 bits from a set one down, shifted left"
                : "8 bits rotated right by an even number";
        return switch (change) {
            case NONE -> shape;
            case NOT -> "the complement of " + shape;
            case NEGATE -> "the negative of " + shape;
        };
    }

    @Override
    public long[] edges() {
        TreeSet<Long> edges = new TreeSet<>();
        for (int field : new int[] {0, 1, 0xFF, 0x1AB, 0x2AB, 0x3AB, 0x400, 0x47F, 0xF80, 0xFFF, 0x401, 0x8FF, 0x4FF}) {
            long value = decode(field, 0);
            if (value != REFUSED) {
                edges.add(value);
            }
        }
        return edges.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public List<String> illegal() {
        return List.of(change == Change.NONE ? "0x12345" : "0x12345678", "0x100000000");
    }
}
