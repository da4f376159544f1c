package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Consecutive S or D registers with braces: `{d8-d15}`, `{s0, s1}`. The value is the first number times 64
/// plus the count; the fields hold the first number's five bits and the number of words.
public final class VectorRangeCodec extends HoleCodec {
    private static final int FIELDS = 13;

    private final char letter;
    private final int words;
    private final int most;

    VectorRangeCodec(char letter, int width) {
        this.letter = letter;
        this.words = letter == 'd' ? 2 : 1;
        this.most = letter == 'd' ? 16 : 32;
        if (width != FIELDS) {
            throw new IllegalArgumentException("a range is 5 bits of register and 8 of count, not " + width + " bits");
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
        do {
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
        return in.accept('}');
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
        out.append('}');
    }

    @Override
    public long encode(long value, long other) {
        int first = first(value);
        int count = registerCount(value);
        boolean fits = value >= 0 && count >= 1 && count <= most && first + count <= 32;
        return fits ? (long) first << 8 | (long) count * words : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        long count = bits & 0xFF;
        if (count % words != 0) {
            return REFUSED;
        }
        long value = value((int) (bits >> 8), (int) Math.min(count / words, 63));
        return encode(value, 0) == bits ? value : REFUSED;
    }

    @Override
    public String allowed() {
        return "1 to " + most + " registers in a row, of " + letter + "0 to " + letter + "31";
    }

    @Override
    public long[] edges() {
        return new long[] {value(0, 1), value(31, 1), value(0, most), value(32 - most, most), value(15, 2), value(30, 2)
        };
    }

    @Override
    public long sample(RandomGenerator random) {
        int first = random.nextInt(32);
        return value(first, 1 + random.nextInt(Math.min(most, 32 - first)));
    }

    @Override
    public List<String> illegal() {
        return List.of("{}", "{" + letter + "31-" + letter + "32}", "{" + letter + "0, " + letter + "2}");
    }

    @Override
    public void registers(long value, Consumer<String> sink) {
        int perQuad = letter == 'd' ? 2 : 4;
        int last = (first(value) + registerCount(value) - 1) / perQuad;
        for (int quad = first(value) / perQuad; quad <= last; quad++) {
            sink.accept("q" + quad);
        }
    }

    @Override
    public int count(long value) {
        return registerCount(value);
    }

    @Override
    public boolean isRegister() {
        return true;
    }
}
