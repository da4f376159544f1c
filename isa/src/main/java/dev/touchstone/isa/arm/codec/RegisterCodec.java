package dev.touchstone.isa.arm.codec;

import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/// Registers by number. The fields hold (value * times - bias) / scale.
public final class RegisterCodec extends HoleCodec {
    private static final List<String> CORE_SPECIAL = List.of("sp", "lr", "pc");
    private static final Map<String, Integer> CORE_SYNONYMS =
            Map.of("sp", 13, "lr", 14, "pc", 15, "ip", 12, "fp", 11, "sl", 10, "sb", 9);

    private final String kind;
    private final String prefix;
    private final boolean core;
    private final String name31;
    private final Isa isa;
    private final long scale;
    private final long times;
    private final long bias;
    private final long apart;
    /// A bit for each number that is legal, up to 63.
    private final long legal;

    private RegisterCodec(String kind, String prefix, String name31, int count, Parameters parameters, int width) {
        this.kind = kind;
        this.prefix = prefix;
        this.core = kind.equals("r");
        this.name31 = name31;
        this.isa = parameters.isa();
        this.scale = parameters.number("scale", 1);
        this.times = parameters.number("times", 1);
        this.bias = parameters.number("bias", 0);
        this.apart = parameters.number("apart", 0);
        long minimum = parameters.number("min", 0);
        long maximum = parameters.number("max", count - 1);
        long only = parameters.mask("only");
        long no = parameters.mask("no");
        long numbers = 0;
        for (int n = 0; n < count; n++) {
            long distance = n * times - bias;
            boolean encodable = distance >= 0 && distance % scale == 0 && distance / scale <= Bits.mask(width);
            if (encodable
                    && n >= minimum
                    && n <= maximum
                    && (no >>> n & 1) == 0
                    && (only == 0 || (only >>> n & 1) != 0)) {
                numbers |= 1L << n;
            }
        }
        if (numbers == 0) {
            throw new IllegalArgumentException("no register is allowed");
        }
        this.legal = numbers;
    }

    /// x0 to x30, or w0 to w30, with what number 31 is.
    static Codecs.Maker general(String prefix, String name31) {
        return (kind, parameters, width) -> new RegisterCodec(kind, prefix, name31, 32, parameters, width);
    }

    /// Registers of one letter.
    static Codecs.Maker lettered(String prefix, int count) {
        return (kind, parameters, width) -> new RegisterCodec(kind, prefix, "", count, parameters, width);
    }

    /// Registers whose prefix is a parameter.
    static RegisterCodec numbered(String kind, Parameters parameters, int width) {
        String prefix = parameters.text("prefix");
        if (prefix == null) {
            throw new IllegalArgumentException("a numbered register needs prefix=");
        }
        return new RegisterCodec(kind, prefix, "", 32, parameters, width);
    }

    /// The kind's name in the symbols tables: `x`, `x|sp`, `r`, `v`.
    public String kind() {
        return kind;
    }

    /// The letters before the number.
    public String prefix() {
        return prefix;
    }

    /// The numbers that are legal, a bit for each.
    public long legal() {
        return legal;
    }

    @Override
    public boolean parse(Cursor in) {
        int start = in.position();
        if (!name31.isEmpty() && in.literal(name31, true)) {
            in.value = 31;
            return true;
        }
        if (core && named(in)) {
            return true;
        }
        in.position(start);
        if (!in.literal(prefix, false)) {
            return false;
        }
        int number = in.digits();
        if (number < 0 || in.inWord()) {
            return false;
        }
        in.value = number == 31 && !name31.isEmpty() ? 63 : number;
        return true;
    }

    private boolean named(Cursor in) {
        Integer number = CORE_SYNONYMS.get(in.word());
        if (number == null) {
            return false;
        }
        in.value = number;
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (core && value >= 13 && value <= 15) {
            out.append(CORE_SPECIAL.get((int) value - 13));
        } else if (value == 31 && !name31.isEmpty()) {
            out.append(name31);
        } else {
            out.append(prefix).append(value);
        }
    }

    @Override
    public long encode(long value, long other) {
        return value < 0 || value > 63 || (legal >>> value & 1) == 0 || isNear(value, other)
                ? REFUSED
                : scale == 1 ? value * times - bias : (value * times - bias) / scale;
    }

    /// With `with=Rt apart=2`, whether the register is one of the two that begin with Rt.
    private boolean isNear(long value, long other) {
        return value >= other && value < other + apart;
    }

    @Override
    public long decode(long bits, long other) {
        long value = bits * scale + bias;
        if (times != 1) {
            if (value % times != 0) {
                return REFUSED;
            }
            value /= times;
        }
        return value > 63 || (legal >>> value & 1) == 0 || isNear(value, other) ? REFUSED : value;
    }

    @Override
    public String allowed() {
        StringBuilder out = new StringBuilder();
        for (int n = 0; n < 64; n++) {
            if ((legal >>> n & 1) == 0) {
                continue;
            }
            int first = n;
            while (n < 63 && (legal >>> n + 1 & 1) != 0 && (n + 1 < 31 || name31.isEmpty()) && !(core && n == 12)) {
                n++;
            }
            out.append(out.isEmpty() ? "" : ", ");
            format(first, out);
            if (n > first) {
                format(n, out.append(n == first + 1 ? ", " : " to "));
            }
        }
        return out.toString();
    }

    private String name(int number) {
        StringBuilder out = new StringBuilder();
        format(number, out);
        return out.toString();
    }

    @Override
    public long[] edges() {
        int first = Long.numberOfTrailingZeros(legal);
        int last = 63 - Long.numberOfLeadingZeros(legal);
        long special = (core ? 3L << 13 : 3L << 30 | 1L << 16) & legal & ~(1L << first | 1L << last);
        return LongStream.concat(
                        first == last ? LongStream.of(first) : LongStream.of(first, last),
                        LongStream.range(0, 64).filter(n -> (special >>> n & 1) != 0))
                .toArray();
    }

    @Override
    public long sample(RandomGenerator random) {
        long left = legal;
        for (int skipped = random.nextInt(Long.bitCount(legal)); skipped > 0; skipped--) {
            left &= left - 1; // without its lowest one
        }
        return Long.numberOfTrailingZeros(left);
    }

    @Override
    public List<String> illegal() {
        List<String> out = new ArrayList<>();
        int count = core ? 16 : 32;
        for (int n = 0; n < count && out.size() < 3; n++) {
            if ((legal >>> n & 1) == 0) {
                out.add(name(n));
            }
        }
        out.add(prefix + (core ? 16 : 32));
        if (name31.equals("sp") || name31.equals("wsp")) {
            out.add(prefix + "zr");
        } else if (!name31.isEmpty()) {
            out.add(prefix.equals("x") ? "sp" : "wsp");
        }
        return out;
    }

    @Override
    public void registers(long value, Consumer<String> sink) {
        if (core) {
            sink.accept(name((int) value));
        } else if (prefix.equals("x") || prefix.equals("w")) {
            if (value != 31) {
                sink.accept("x" + value);
            } else if (name31.endsWith("sp")) {
                sink.accept("sp");
            }
        } else if (isa == Isa.A64) {
            sink.accept(("bhsdqvz".contains(prefix) ? "z" : prefix.equals("pn") ? "p" : prefix) + value);
        } else {
            switch (prefix) {
                case "s" -> sink.accept("q" + value / 4);
                case "d" -> sink.accept("q" + value / 2);
                default -> sink.accept(prefix + value);
            }
        }
    }

    @Override
    public boolean isRegister() {
        return !kind.equals("numbered");
    }
}
