package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/// Modified immediates of A32 (8 bits, rotated right by an even number) and T32 (8 bits, repeated, or rotated with their top bit set).
public final class ModifiedImmediateCodec extends ImmediateCodec {
    private enum Change {
        NONE,
        COMPLEMENT,
        NEGATIVE
    }

    private final LongUnaryOperator encoder;
    private final LongUnaryOperator decoder;
    private final String allowed;
    private final Change change;
    /// 1 or -1 for an offset of that sign; 0 for any 32 bits.
    private final int sign;

    private ModifiedImmediateCodec(
            Parameters parameters, int width, LongUnaryOperator encoder, LongUnaryOperator decoder, String allowed) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.allowed = allowed;
        boolean complement = parameters.flag("not");
        boolean negative = parameters.flag("neg");
        this.sign = (int) parameters.number("sign", 0);
        this.change = complement ? Change.COMPLEMENT : negative || sign < 0 ? Change.NEGATIVE : Change.NONE;
        if (width != 12) {
            throw new IllegalArgumentException("a modified immediate has 12 bits, not " + width);
        }
    }

    static ModifiedImmediateCodec a32(Parameters parameters, int width) {
        return new ModifiedImmediateCodec(
                parameters,
                width,
                ModifiedImmediateCodec::encodeA32,
                ModifiedImmediateCodec::decodeA32,
                "8 bits rotated right by an even number");
    }

    static ModifiedImmediateCodec t32(Parameters parameters, int width) {
        return new ModifiedImmediateCodec(
                parameters,
                width,
                ModifiedImmediateCodec::encodeT32,
                ModifiedImmediateCodec::decodeT32,
                "8 bits shifted left, or 0x00XY00XY, 0xXY00XY00, 0xXYXYXYXY");
    }

    /// The 12 bits for a 32-bit value, with the smallest rotation, or [HoleCodec#REFUSED].
    public static long encodeA32(long value) {
        for (int rotation = 0; rotation < 16; rotation++) {
            long imm8 = Integer.toUnsignedLong(Integer.rotateLeft((int) value, 2 * rotation));
            if (imm8 < 256) {
                return (long) rotation << 8 | imm8;
            }
        }
        return REFUSED;
    }

    /// The 32-bit value of 12 bits, also of those that [#encodeA32] does not choose.
    public static long decodeA32(long bits) {
        return Integer.toUnsignedLong(Integer.rotateRight((int) bits & 0xFF, (int) (bits >>> 8) * 2));
    }

    /// The 12 bits i:imm3:imm8 for a 32-bit value, or [HoleCodec#REFUSED].
    public static long encodeT32(long value) {
        long low = value & 0xFF;
        if (value == low) {
            return low;
        }
        if (value == (low | low << 16)) {
            return 0x100 | low;
        }
        long second = value >>> 8 & 0xFF;
        if (value == (second << 8 | second << 24)) {
            return 0x200 | second;
        }
        if (value == (low | low << 8 | low << 16 | low << 24)) {
            return 0x300 | low;
        }
        int lead = Integer.numberOfLeadingZeros((int) value);
        int rotation = lead + 8;
        long unrotated = Integer.toUnsignedLong(Integer.rotateLeft((int) value, rotation));
        return rotation > 31 || unrotated > 0xFF ? REFUSED : (long) rotation << 7 | unrotated & 0x7F;
    }

    /// The 32-bit value of i:imm3:imm8, or [HoleCodec#REFUSED] if the bits are unpredictable.
    public static long decodeT32(long bits) {
        long low = bits & 0xFF;
        if (bits >>> 10 != 0) {
            return Integer.toUnsignedLong(Integer.rotateRight((int) (0x80 | bits & 0x7F), (int) (bits >>> 7)));
        }
        int shape = (int) (bits >>> 8);
        if (shape != 0 && low == 0) {
            return REFUSED;
        }
        return switch (shape) {
            case 0 -> low;
            case 1 -> low | low << 16;
            case 2 -> low << 8 | low << 24;
            default -> low * 0x01010101L;
        };
    }

    @Override
    int width() {
        return 12;
    }

    /// The complement or the negative of what is encoded, or the same.
    private long changed(long value) {
        return switch (change) {
            case NONE -> value;
            case COMPLEMENT -> ~value & 0xFFFF_FFFFL;
            case NEGATIVE -> -value & 0xFFFF_FFFFL;
        };
    }

    private long canonical(long value) {
        long bits = Bits.unsigned(value, 32);
        return change == Change.NEGATIVE && bits == (bits & 0xFFFF_FFFFL) ? (int) bits : bits;
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.integer()) {
            return false;
        }
        in.value = sign == 0 ? canonical(in.value) : in.value;
        return true;
    }

    @Override
    public long encode(long value, long other) {
        long bits = Bits.unsigned(value, 32);
        if ((bits & ~0xFFFF_FFFFL) != 0) {
            return REFUSED;
        }
        if (sign != 0) {
            return sign > 0 == value >= 0 && value == (int) value ? encoder.applyAsLong(changed(bits)) : REFUSED;
        }
        // What the plain instruction can hold is not for its counterpart.
        return change != Change.NONE && encoder.applyAsLong(bits) != REFUSED ? REFUSED : encoder.applyAsLong(changed(bits));
    }

    @Override
    public long decode(long bits, long other) {
        long value = decoder.applyAsLong(bits);
        if (value == REFUSED || encoder.applyAsLong(value) != bits) {
            return REFUSED;
        }
        long meant = changed(value);
        if (sign != 0) {
            long offset = (int) meant;
            return encode(offset, 0) == bits ? offset : REFUSED;
        }
        return change != Change.NONE && encoder.applyAsLong(meant) != REFUSED ? REFUSED : canonical(meant);
    }

    @Override
    public String allowed() {
        return switch (change) {
            case NONE -> allowed;
            case COMPLEMENT -> "the complement of " + allowed;
            case NEGATIVE -> "the negative of " + allowed;
        };
    }

    @Override
    public long[] edges() {
        return LongStream.of(0, 1, 0xFF, 0x180, 0x101, 0x201, 0x3AB, 0x4FF, 0xF01, 0xFFF, 0x400, 0x47F, 0xA80)
                .map(bits -> decode(bits, 0))
                .filter(value -> value != REFUSED)
                .distinct()
                .toArray();
    }

    @Override
    public List<String> illegal() {
        return List.of("0x12345678", "0x100000000");
    }
}
