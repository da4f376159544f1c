package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// A32's and T32's shift of a register by a constant, stype:imm5. The value is stype << 8 | amount with the amount as it is written
/// (LSR and ASR: 1 to 32); 0 is no shift; RRX is ROR with amount 0.
public final class ShiftCodec extends HoleCodec {
    private static final List<String> NAMES = List.of("lsl", "lsr", "asr", "ror");
    private static final long RRX = 3 << 8;

    private final int types;

    ShiftCodec(Parameters parameters, int width) {
        String limited = parameters.text("types");
        int mask = 0;
        for (String name : (limited == null ? "lsl,lsr,asr,ror" : limited).split(",")) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("types are " + NAMES);
            }
            mask |= 1 << NAMES.indexOf(name);
        }
        this.types = mask;
        if (width != 7) {
            throw new IllegalArgumentException("a shift has 7 bits, stype and the amount, not " + width);
        }
    }

    /// The types that are allowed, a bit for each of LSL, LSR, ASR and ROR (with RRX).
    public int types() {
        return types;
    }

    @Override
    public boolean parse(Cursor in) {
        String word = in.word();
        if (word.equals("rrx")) {
            in.value = RRX;
            return true;
        }
        int type = NAMES.indexOf(word.equals("asl") ? "lsl" : word);
        in.skipBlanks();
        in.accept('#');
        if (type < 0 || !in.integer()) {
            return false;
        }
        // LSR #0 and its like mean no shift; RRX is not written ROR #0.
        in.value = in.value == 0 ? 0 : (long) type << 8 | in.value & 0xFF | (in.value & ~0xFFL) << 8;
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (value == RRX) {
            out.append("rrx");
        } else {
            Immediates.hex(value & 0xFF, out.append(NAMES.get((int) (value >>> 8) & 3)).append(" #"));
        }
    }

    @Override
    public long encode(long value, long other) {
        long type = value >>> 8;
        long amount = value & 0xFF;
        long limit = type == 1 || type == 2 ? 32 : 31;
        boolean zero = amount == 0 && (type == 1 || type == 2);
        if (value < 0 || type > 3 || (types >>> type & 1) == 0 || amount > limit || zero) {
            return REFUSED;
        }
        return type << 5 | amount & 31;
    }

    @Override
    public long decode(long bits, long other) {
        long type = bits >>> 5;
        long amount = bits & 31;
        if ((types >>> type & 1) == 0) {
            return REFUSED;
        }
        return type << 8 | (amount == 0 && (type == 1 || type == 2) ? 32 : amount);
    }

    @Override
    public String allowed() {
        StringBuilder out = new StringBuilder();
        for (int type = 0; type < 4; type++) {
            if ((types >>> type & 1) != 0) {
                out.append(out.isEmpty() ? "" : ", ")
                        .append(NAMES.get(type))
                        .append(type == 0 ? " #0 to #31" : type == 3 ? " #1 to #31, rrx" : " #1 to #32");
            }
        }
        return out.toString();
    }

    @Override
    public long[] edges() {
        return java.util.stream.LongStream.of(0, 1, 31, 1 << 8 | 1, 1 << 8 | 32, 2 << 8 | 1, 2 << 8 | 32, 3 << 8 | 1, 3 << 8 | 31, RRX)
                .filter(value -> encode(value, 0) != REFUSED)
                .toArray();
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
        return List.of("lsl #32", "asr #33");
    }
}
