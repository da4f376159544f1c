package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Consecutive S or D registers with braces: `{d8-d15}`, `{s0, s1}`. The value is the first number times 64
/// plus the count; the fields hold the first number and, in 8 bits, the number of words. Parameters: `odd`, where
/// the transfer takes one word more; `last=`, the last register's limit; `vpr`, which ends the list; `all=`, the
/// count from register 0 on where nothing else may be given, and there are no fields.
public final class VectorRangeCodec extends HoleCodec {
    private static final int COUNT_BITS = 8;
    private static final int NAMES_BITS = 13;

    private final char letter;
    private final int words;
    private final int more;
    private final int firsts;
    private final int registers;
    private final int most;
    private final int all;
    private final String end;

    VectorRangeCodec(char letter, Parameters parameters, int width) {
        this.letter = letter;
        this.words = letter == 'd' ? 2 : 1;
        this.more = parameters.flag("odd") ? 1 : 0;
        this.registers = (int) parameters.number("last", 31) + 1;
        this.end = parameters.flag("vpr") ? ", vpr" : "";
        this.all = (int) parameters.number("all", 0);
        this.most = letter == 'd' && all == 0 ? 16 : 32;
        this.firsts = Math.min(registers, 1 << Math.max(width - COUNT_BITS, 0));
        if (all == 0 ? width != NAMES_BITS && width != NAMES_BITS - 1 : width != 0) {
            throw new IllegalArgumentException(
                    "a range is 4 or 5 bits of register and 8 of count, or none with all=, not " + width + " bits");
        }
    }

    /// The value of a range.
    public static long value(int first, int count) {
        return (long) first << 6 | count;
    }

    /// The number of the first register.
    public static int first(long value) {
        return (int) (value >> 6);
    }

    /// How many registers there are.
    public static int registerCount(long value) {
        return (int) value & 63;
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.accept('{')) {
            return false;
        }
        int first = -1;
        int next = -1;
        boolean ended = end.isEmpty();
        do {
            if (!ended && next >= 0 && isEnd(in)) {
                ended = true;
                break;
            }
            int from = register(in);
            in.skipBlanks();
            int to = from;
            if (in.accept('-')) {
                to = register(in);
                in.skipBlanks();
            }
            if (from < 0 || to < from || next >= 0 && from != next) {
                return false;
            }
            first = first < 0 ? from : first;
            next = to + 1;
        } while (in.accept(','));
        in.value = value(first, next - first);
        return ended && in.accept('}');
    }

    private static boolean isEnd(Cursor in) {
        in.skipBlanks();
        boolean isEnd = in.literal("vpr", true);
        in.skipBlanks();
        return isEnd;
    }

    private int register(Cursor in) {
        in.skipBlanks();
        if (!in.accept(letter)) {
            return -1;
        }
        int number = in.digits();
        return number > 31 || in.inWord() ? -1 : number;
    }

    @Override
    public void format(long value, StringBuilder out) {
        int first = first(value);
        int last = first + registerCount(value) - 1;
        out.append('{').append(letter).append(first);
        if (last > first) {
            out.append('-').append(letter).append(last);
        }
        out.append(end).append('}');
    }

    @Override
    public long encode(long value, long other) {
        if (all > 0) {
            return value == value(0, all) ? 0 : REFUSED;
        }
        int first = first(value);
        int count = registerCount(value);
        boolean fits = value >= 0 && first < firsts && count >= 1 && count <= most && first + count <= registers;
        return fits ? (long) first << COUNT_BITS | (long) count * words + more : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        if (all > 0) {
            return value(0, all);
        }
        long count = (bits & Bits.mask(COUNT_BITS)) - more;
        if (count < 0 || count % words != 0) {
            return REFUSED;
        }
        long value = value((int) (bits >> COUNT_BITS), (int) Math.min(count / words, 63));
        return encode(value, 0) == bits ? value : REFUSED;
    }

    @Override
    public String allowed() {
        if (all > 0) {
            return letter + "0 to " + letter + (all - 1);
        }
        return "1 to " + most + " registers in a row, of " + letter + "0 to " + letter + (registers - 1)
                + (firsts < registers ? ", the first of which is at most " + letter + (firsts - 1) : "")
                + (end.isEmpty() ? "" : ", and vpr");
    }

    @Override
    public long[] edges() {
        if (all > 0) {
            return new long[] {value(0, all)};
        }
        int top = firsts - 1;
        return new long[] {
            value(0, 1),
            value(top, 1),
            value(0, Math.min(most, registers)),
            value(Math.min(top, registers - most), most),
            value(Math.min(15, registers - 2), 2),
            value(Math.min(top, registers - 2), 2)
        };
    }

    @Override
    public long sample(RandomGenerator random) {
        if (all > 0) {
            return value(0, all);
        }
        int first = random.nextInt(firsts);
        return value(first, 1 + random.nextInt(Math.min(most, registers - first)));
    }

    @Override
    public List<String> illegal() {
        return List.of(
                "{}",
                "{" + letter + "31-" + letter + "32" + end + "}",
                "{" + letter + "0, " + letter + "2" + end + "}",
                end.isEmpty() ? "{" + letter + "0, vpr}" : "{" + letter + "0}");
    }

    @Override
    public void registers(long value, Consumer<String> sink) {
        int perQuad = letter == 'd' ? 2 : 4;
        int last = (first(value) + registerCount(value) - 1) / perQuad;
        for (int quad = first(value) / perQuad; quad <= last; quad++) {
            sink.accept("q" + quad);
        }
    }

    /// Of a list that takes a word more, its words.
    @Override
    public int count(long value) {
        return more > 0 ? registerCount(value) * words + more : registerCount(value);
    }

    @Override
    public boolean isRegister() {
        return true;
    }
}
