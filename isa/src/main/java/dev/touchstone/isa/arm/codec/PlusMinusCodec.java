package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// The sign before an index register: nothing or `+` is 1, `-` is 0.
public final class PlusMinusCodec extends HoleCodec {
    PlusMinusCodec(int width) {
        if (width != 1) {
            throw new IllegalArgumentException("the sign is one bit, not " + width);
        }
    }

    @Override
    public boolean parse(Cursor in) {
        in.value = in.accept('-') ? 0 : 1;
        if (in.value != 0) {
            in.accept('+');
        }
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (value == 0) {
            out.append('-');
        }
    }

    @Override
    public long encode(long value, long other) {
        return value == 0 || value == 1 ? value : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        return bits;
    }

    @Override
    public String allowed() {
        return "nothing, + or -";
    }

    @Override
    public long[] edges() {
        return new long[] {1, 0};
    }

    @Override
    public long sample(RandomGenerator random) {
        return random.nextInt(2);
    }

    @Override
    public List<String> illegal() {
        return List.of();
    }
}
