package dev.touchstone.isa.arm.codec;

import java.util.random.RandomGenerator;

/// The U bit before an index register: `+` or nothing is 1, `-` is 0.
public final class PlusMinusCodec extends HoleCodec {
    @Override
    public boolean parse(Cursor in) {
        in.value = in.accept('-') ? 0 : 1;
        if (in.value == 1) {
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
        return value < 0 || value > 1 ? REFUSED : value;
    }

    @Override
    public long decode(long bits, long other) {
        return bits;
    }

    @Override
    public String allowed() {
        return "+, - or nothing";
    }

    @Override
    public long[] edges() {
        return new long[] {0, 1};
    }

    @Override
    public long sample(RandomGenerator random) {
        return random.nextInt(2);
    }
}
