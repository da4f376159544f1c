package dev.touchstone.isa.arm.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Core registers between braces, a bit for each: `{r0, r2-r4, lr}`. The value is the mask of 16 bits.
public final class RegisterMaskCodec extends HoleCodec {
    private final int width;
    private final int top;
    private final int least;
    private final long legal;
    private final long notBoth;
    private final @Nullable String base;

    RegisterMaskCodec(Parameters parameters, int width) {
        this.width = width;
        this.top = (int) parameters.number("top", -1);
        this.least = (int) parameters.number("least", 1);
        long stored = top < 0 ? Bits.mask(width) : Bits.mask(width - 1) | 1L << top;
        this.legal = stored & ~parameters.mask("no");
        this.notBoth = parameters.mask("not-both");
        this.base = parameters.text("base");
        if (base != null && (!base.equals("in") && !base.equals("out") || parameters.with() == null)) {
            throw new IllegalArgumentException("base=in or base=out, with with= and the hole of the base register");
        }
        if (width > 16) {
            throw new IllegalArgumentException("a register list has 16 bits at the most, not " + width);
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
            int last = first;
            if (in.accept('-')) {
                last = register(in);
            }
            if (first < 0 || last < first) {
                return false;
            }
            mask |= (2L << last) - (1L << first);
        } while (in.accept(','));
        in.value = mask;
        return in.accept('}');
    }

    /// Reads a register and the blanks around it; -1 if there is none.
    private static int register(Cursor in) {
        in.skipBlanks();
        int number = CoreRegisters.number(in);
        in.skipBlanks();
        return number;
    }

    @Override
    public void format(long value, StringBuilder out) {
        out.append('{');
        boolean first = true;
        for (int n = 0; n < 16; n++) {
            if ((value >>> n & 1) == 0) {
                continue;
            }
            int start = n;
            while (n < 12 && (value >>> n + 1 & 1) != 0) {
                n++;
            }
            out.append(first ? "" : ", ").append(CoreRegisters.name(start));
            if (n > start) {
                out.append(n == start + 1 ? ", " : "-").append(CoreRegisters.name(n));
            }
            first = false;
        }
        out.append('}');
    }

    @Override
    public long encode(long value, long other) {
        if (!isLegal(value) || base != null && (value >>> other & 1) != 0 != base.equals("in")) {
            return REFUSED;
        }
        return top < 0 ? value : value & Bits.mask(width - 1) | (value >>> top & 1) << width - 1;
    }

    private boolean isLegal(long value) {
        return (value & ~legal) == 0 && Long.bitCount(value) >= least && (notBoth == 0 || (value & notBoth) != notBoth);
    }

    @Override
    public long decode(long bits, long other) {
        long value = top < 0 ? bits : bits & Bits.mask(width - 1) | (bits >>> width - 1) << top;
        return encode(value, other) == REFUSED ? REFUSED : value;
    }

    @Override
    public String allowed() {
        StringBuilder out = new StringBuilder(least > 1 ? least + " or more of " : "one or more of ");
        format(legal, out);
        if (notBoth != 0) {
            format(notBoth, out.append(", not all of "));
        }
        if (base != null) {
            out.append(", the base register ").append(base.equals("in") ? "among them" : "not among them");
        }
        return out.toString();
    }

    @Override
    public long[] edges() {
        long lowest = Long.lowestOneBit(legal);
        long second = Long.lowestOneBit(legal ^ lowest);
        long highest = Long.highestOneBit(legal);
        return java.util.stream.LongStream.of(legal, lowest | highest, lowest | second, lowest, highest, legal ^ second)
                .filter(this::isLegal)
                .distinct()
                .toArray();
    }

    @Override
    public long sample(RandomGenerator random) {
        while (true) {
            long value = random.nextLong() & (random.nextBoolean() ? random.nextLong() : -1) & legal;
            if (isLegal(value)) {
                return value;
            }
        }
    }

    @Override
    public List<String> illegal() {
        List<String> out = new ArrayList<>(List.of("{}", "{r3"));
        for (int n = 0; n < 16; n++) {
            if ((legal >>> n & 1) == 0) {
                out.add("{" + CoreRegisters.name(n) + "}");
                break;
            }
        }
        return out;
    }

    @Override
    public void registers(long value, Consumer<String> sink) {
        for (int n = 0; n < 16; n++) {
            if ((value >>> n & 1) != 0) {
                sink.accept(CoreRegisters.name(n));
            }
        }
    }

    @Override
    public boolean contains(long value, long register) {
        return (value >>> register & 1) != 0;
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
