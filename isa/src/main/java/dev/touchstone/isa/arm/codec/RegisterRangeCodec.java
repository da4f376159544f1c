package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Consecutive D or S registers between braces, `{d8-d15}`, as VLDM has them: five bits of the first one, then imm8, the number of words.
/// The value is count << 8 | first.
public final class RegisterRangeCodec extends HoleCodec {
    private final String prefix;
    private final int words;
    private final int most;

    RegisterRangeCodec(Parameters parameters, int width, String prefix, int words) {
        this.prefix = prefix;
        this.words = words;
        this.most = (int) parameters.number("most", words == 2 ? 16 : 32);
        if (width != 13) {
            throw new IllegalArgumentException("a register range has 13 bits, the first register's five and imm8, not " + width);
        }
    }

    /// `d` or `s`.
    public String prefix() {
        return prefix;
    }

    /// The longest list.
    public int most() {
        return most;
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.accept('{')) {
            return false;
        }
        int first = register(in);
        int last = first;
        if (in.accept('-')) {
            last = register(in);
        } else {
            while (in.accept(',')) {
                int next = register(in);
                if (next != last + 1) {
                    return false;
                }
                last = next;
            }
        }
        if (first < 0 || last < first) {
            return false;
        }
        in.value = last - first + 1L << 8 | first;
        return in.accept('}');
    }

    private int register(Cursor in) {
        in.skipBlanks();
        int number = in.literal(prefix, false) ? in.digits() : -1;
        in.skipBlanks();
        return number;
    }

    @Override
    public void format(long value, StringBuilder out) {
        long first = value & 0xFF;
        long count = value >>> 8;
        out.append('{').append(prefix).append(first);
        if (count > 1) {
            out.append('-').append(prefix).append(first + count - 1);
        }
        out.append('}');
    }

    @Override
    public long encode(long value, long other) {
        long first = value & 0xFF;
        long count = value >>> 8;
        return value < 0 || count < 1 || count > most || first + count > 32 ? REFUSED : first << 8 | count * words;
    }

    @Override
    public long decode(long bits, long other) {
        long imm8 = bits & 0xFF;
        long value = imm8 / words << 8 | bits >>> 8;
        return imm8 % words != 0 || encode(value, 0) == REFUSED ? REFUSED : value;
    }

    @Override
    public String allowed() {
        return "1 to " + most + " consecutive registers of " + prefix + "0 to " + prefix + "31";
    }

    @Override
    public long[] edges() {
        return new long[] {1 << 8, 1 << 8 | 31, (long) most << 8, 2 << 8 | 30, (long) most << 8 | 32 - most};
    }

    @Override
    public long sample(RandomGenerator random) {
        long first = random.nextInt(32);
        return (1 + random.nextInt((int) Math.min(32 - first, most))) * 256L | first;
    }

    @Override
    public List<String> illegal() {
        return List.of("{" + prefix + "32}", "{" + prefix + "4-" + prefix + "3}", "{}");
    }

    @Override
    public void registers(long value, Consumer<String> sink) {
        for (long n = 0; n < value >>> 8; n++) {
            sink.accept("q" + ((value & 0xFF) + n) / (words == 2 ? 2 : 4));
        }
    }

    @Override
    public int count(long value) {
        return (int) (value >>> 8);
    }

    @Override
    public boolean isRegister() {
        return true;
    }
}
