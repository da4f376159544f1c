package dev.touchstone.isa.arm.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A list of core registers with its braces: `{r0, r2-r4, lr}`. The value is a mask, bit n for rn. With
/// `with=Rn base=in` register Rn must stand in it, with `base=out` it must not; `least=2` is the smallest
/// number of registers, those of `must=15` must be there. With `apsr` bit 15 is APSR.
public final class RegisterMaskCodec extends HoleCodec {
    private static final List<String> NAMES =
            List.of("r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "sp", "lr", "pc");

    private static final List<String> APSR_NAMES =
            Stream.concat(NAMES.stream().limit(15), Stream.of("apsr")).toList();

    private final int width;
    private final int top;
    private final long legal;
    private final long notBoth;
    private final long must;
    private final long least;
    private final List<String> names;
    private final boolean baseIn;
    private final boolean baseOut;

    RegisterMaskCodec(Parameters parameters, int width) {
        this.width = width;
        this.top = (int) parameters.number("top", -1);
        long all = top < 0 ? Bits.mask(width) : Bits.mask(width - 1) | 1L << top;
        this.legal = all & ~parameters.mask("no");
        this.notBoth = parameters.mask("not-both");
        this.must = parameters.mask("must");
        this.least = parameters.number("least", 1);
        this.names = parameters.flag("apsr") ? APSR_NAMES : NAMES;
        String base = parameters.text("base");
        this.baseIn = "in".equals(base);
        this.baseOut = "out".equals(base);
        if (base != null && !baseIn && !baseOut) {
            throw new IllegalArgumentException("base is in or out, not " + base);
        }
    }

    /// The registers that may stand in the list, a bit for each.
    public long legal() {
        return legal;
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.accept('{')) {
            return false;
        }
        long mask = 0;
        do {
            int first = register(in);
            in.skipBlanks();
            int last = first;
            if (in.accept('-')) {
                last = register(in);
                in.skipBlanks();
            }
            if (first < 0 || last < first) {
                return false;
            }
            mask |= (2L << last) - (1L << first);
        } while (in.accept(','));
        in.value = mask;
        return in.accept('}');
    }

    private int register(Cursor in) {
        in.skipBlanks();
        String word = in.word();
        int index = names.indexOf(word);
        if (index >= 0) {
            return index;
        }
        return switch (word) {
            case "r13" -> 13;
            case "r14" -> 14;
            case "r15" -> 15;
            case "ip" -> 12;
            case "fp" -> 11;
            case "sl" -> 10;
            case "sb" -> 9;
            default -> -1;
        };
    }

    @Override
    public void format(long value, StringBuilder out) {
        char separator = '{';
        for (int n = 0; n < 16; n++) {
            if ((value >>> n & 1) != 0) {
                out.append(separator).append(separator == '{' ? "" : " ").append(names.get(n));
                separator = ',';
            }
        }
        out.append('}');
    }

    private boolean isLegal(long value) {
        return Long.bitCount(value) >= least
                && (value & ~legal) == 0
                && (value & must) == must
                && (notBoth == 0 || (value & notBoth) != notBoth);
    }

    @Override
    public long encode(long value, long other) {
        if (!isLegal(value)) {
            return REFUSED;
        }
        boolean hasBase = (value >>> other & 1) != 0;
        if (baseIn && !hasBase || baseOut && hasBase) {
            return REFUSED;
        }
        return top < 0 ? value : value & Bits.mask(width - 1) | (value >>> top & 1) << width - 1;
    }

    @Override
    public long decode(long bits, long other) {
        long mask = top < 0 ? bits : bits & Bits.mask(width - 1) | (bits >>> width - 1 & 1) << top;
        return encode(mask, other) == REFUSED ? REFUSED : mask;
    }

    @Override
    public String allowed() {
        StringBuilder out = new StringBuilder("a list of ");
        format(legal, out);
        if (notBoth != 0) {
            format(notBoth, out.append(", not all of "));
        }
        return out.toString();
    }

    @Override
    public long[] edges() {
        long low = Long.lowestOneBit(legal);
        long high = Long.highestOneBit(legal);
        long next = Long.lowestOneBit(legal ^ low);
        return LongStream.concat(
                        LongStream.of(low | next, low | high, legal, legal & ~notBoth, legal ^ low),
                        LongStream.range(0, 16).map(n -> 1L << n | must))
                .filter(this::isLegal)
                .distinct()
                .toArray();
    }

    @Override
    public long sample(RandomGenerator random) {
        while (true) {
            long value = random.nextInt(1 << 16) & legal;
            if (random.nextBoolean()) {
                value &= random.nextInt(1 << 16);
            }
            value |= must;
            if (isLegal(value)) {
                return value;
            }
        }
    }

    @Override
    public List<String> illegal() {
        List<String> out = new ArrayList<>(List.of("{}", "{r16}"));
        for (int n = 0; n < 16; n++) {
            if ((legal >>> n & 1) == 0) {
                out.add("{" + names.get(n) + "}");
            }
        }
        return out;
    }

    @Override
    public void registers(long value, Consumer<String> sink) {
        for (int n = 0; n < 16; n++) {
            if ((value >>> n & 1) != 0) {
                sink.accept(NAMES.get(n));
            }
        }
    }

    @Override
    public int count(long value) {
        return Long.bitCount(value);
    }

    @Override
    public boolean isRegister() {
        return true;
    }
}
