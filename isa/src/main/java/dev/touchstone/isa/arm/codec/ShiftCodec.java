package dev.touchstone.isa.arm.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A shift by a constant, of A32 and T32: `lsl #3`, `lsr #32`, `rrx`. The value is the type (0 lsl to 3 ror)
/// times 64 plus the amount; RRX is ROR by 0, and no shift is LSL by 0.
/// `types=lsl,asr` are those allowed, `below=32` the first amount that is not.
public final class ShiftCodec extends HoleCodec {
    private static final List<String> TYPES = List.of("lsl", "lsr", "asr", "ror");
    private static final int RRX = 3 << 6;

    private final int types;
    private final long below;

    ShiftCodec(Parameters parameters, int width) {
        if (width != 7) {
            throw new IllegalArgumentException("a shift is 2 bits of type and 5 of amount, not " + width + " bits");
        }
        this.below = parameters.number("below", 33);
        String only = parameters.text("types");
        int mask = 0;
        if (only != null) {
            for (String type : only.split(",")) {
                int index = TYPES.indexOf(type);
                if (index < 0) {
                    throw new IllegalArgumentException("types are lsl, lsr, asr and ror, not " + type);
                }
                mask |= 1 << index;
            }
        }
        this.types = mask == 0 ? 15 : mask;
    }

    /// The value of a shift.
    ///
    /// @param type 0 lsl, 1 lsr, 2 asr, 3 ror, by 0 rrx
    public static long value(int type, int amount) {
        return (long) type << 6 | amount;
    }

    /// The type's name; `rrx` for the value of RRX.
    public static String type(long value) {
        return value == RRX ? "rrx" : TYPES.get((int) (value >> 6) & 3);
    }

    /// The amount, 0 to 32; 0 for RRX.
    public static int amount(long value) {
        return (int) value & 63;
    }

    @Override
    public boolean parse(Cursor in) {
        String word = in.word();
        if (word.equals("rrx")) {
            in.value = RRX;
            return true;
        }
        int type = TYPES.indexOf(word);
        if (type < 0) {
            return false;
        }
        in.skipBlanks();
        in.accept('#');
        if (!in.integer() || in.value < 0 || in.value > 63) {
            return false;
        }
        // By 0, ROR would be RRX and the others no shift at all.
        in.value = in.value == 0 ? 0 : value(type, (int) in.value);
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        out.append(type(value));
        if (value != RRX) {
            Immediates.hex(amount(value), out.append(" #"));
        }
    }

    @Override
    public long encode(long value, long other) {
        int type = (int) (value >> 6);
        int amount = amount(value);
        if (value < 0 || value > 255 || (types >> type & 1) == 0 || amount >= below) {
            return REFUSED;
        }
        boolean fits = type == 0 ? amount <= 31 : type == 3 ? amount <= 31 : amount >= 1 && amount <= 32;
        return fits ? (long) type << 5 | amount & 31 : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        int type = (int) (bits >> 5);
        int amount = (int) bits & 31;
        long value = value(type, amount == 0 && (type == 1 || type == 2) ? 32 : amount);
        return encode(value, 0) == REFUSED ? REFUSED : value;
    }

    @Override
    public String allowed() {
        List<String> parts = new ArrayList<>();
        for (int type = 0; type < 4; type++) {
            if ((types >> type & 1) != 0) {
                parts.add(TYPES.get(type)
                        + (type == 0 ? " #0 to #31" : type == 3 ? " #1 to #31, rrx" : " #1 to #" + (below - 1)));
            }
        }
        return String.join(", ", parts);
    }

    @Override
    public long[] edges() {
        List<Long> edges = new ArrayList<>();
        for (long bits : new long[] {0, 1, 31, 32, 33, 63, 64, 95, 96, 97, 127}) {
            long value = decode(bits, 0);
            if (value != REFUSED) {
                edges.add(value);
            }
        }
        return edges.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long sample(RandomGenerator random) {
        while (true) {
            long value = decode(random.nextInt(128), 0);
            if (value != REFUSED) {
                return value;
            }
        }
    }

    @Override
    public List<String> illegal() {
        return (types & 2) != 0 ? List.of("lsl #32", "lsr #33", "ror #32") : List.of("lsl #32", "ror #1");
    }
}
