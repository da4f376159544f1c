package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// The letter that a mnemonic has in a VPT block: `t` (1) or `e` (2), nothing (0) outside. It is not encoded.
/// With `in` it must be there.
public final class VptPlaceCodec extends HoleCodec {
    private final boolean inside;

    VptPlaceCodec(Parameters parameters, int width) {
        this.inside = parameters.flag("in");
        if (width != 0) {
            throw new IllegalArgumentException("the place in a VPT block is in no field");
        }
    }

    @Override
    public boolean parse(Cursor in) {
        in.value = in.accept('t') ? 1 : in.accept('e') ? 2 : 0;
        return in.value != 0;
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (value != 0) {
            out.append(value == 1 ? 't' : 'e');
        }
    }

    @Override
    public long encode(long value, long other) {
        return value < (inside ? 1 : 0) || value > 2 ? REFUSED : 0;
    }

    @Override
    public long decode(long bits, long other) {
        return inside ? 1 : 0;
    }

    @Override
    public String allowed() {
        return inside ? "t, e" : "t, e in a VPT block";
    }

    /// Outside of a block only.
    @Override
    public long[] edges() {
        return new long[] {inside ? 1 : 0};
    }

    @Override
    public long sample(RandomGenerator random) {
        return inside ? 1 : 0;
    }

    @Override
    public List<String> illegal() {
        return List.of();
    }
}
