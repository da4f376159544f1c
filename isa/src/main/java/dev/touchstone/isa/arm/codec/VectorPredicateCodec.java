package dev.touchstone.isa.arm.codec;

import java.util.random.RandomGenerator;

/// The letter that an instruction in a VPT block has: 0 none, 1 T, 2 E. It is not in the instruction's bits.
public final class VectorPredicateCodec extends HoleCodec {
    VectorPredicateCodec(int width) {
        if (width != 0) {
            throw new IllegalArgumentException("a vector predicate is in no field: give it the fields -");
        }
    }

    @Override
    public boolean parse(Cursor in) {
        String word = in.word();
        in.value = word.equals("t") ? 1 : 2;
        return word.equals("t") || word.equals("e");
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (value != 0) {
            out.append(value == 1 ? 't' : 'e');
        }
    }

    @Override
    public long encode(long value, long other) {
        return value < 0 || value > 2 ? REFUSED : 0;
    }

    @Override
    public long decode(long bits, long other) {
        return 0;
    }

    @Override
    public String allowed() {
        return "t or e in a VPT block, nothing elsewhere";
    }

    @Override
    public long[] edges() {
        return new long[] {0};
    }

    @Override
    public long sample(RandomGenerator random) {
        return 0;
    }
}
