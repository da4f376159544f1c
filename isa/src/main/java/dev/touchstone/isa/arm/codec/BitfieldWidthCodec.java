package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// A bit-field's width, stored less one, where the position is in a field of its own: position + width must not pass the size.
public final class BitfieldWidthCodec extends HoleCodec {
    private final int size;
    private final boolean positive;

    /// @param positive whether position 0 is printed as another instruction
    BitfieldWidthCodec(Parameters parameters, int size, boolean positive) {
        this.size = (int) parameters.number("size", size);
        this.positive = positive;
        if (parameters.with() == null) {
            throw new IllegalArgumentException("a bit-field's width needs with= and the hole of its position");
        }
    }

    /// The bits of what holds the bit-field.
    public int size() {
        return size;
    }

    @Override
    public boolean parse(Cursor in) {
        return in.integer();
    }

    @Override
    public void format(long value, StringBuilder out) {
        Immediates.hex(value, out);
    }

    @Override
    public long encode(long value, long other) {
        return value < 1 || value > size - other ? REFUSED : value - 1;
    }

    @Override
    public long decode(long bits, long other) {
        return positive && other == 0 || bits + 1 > size - other ? REFUSED : bits + 1;
    }

    @Override
    public String allowed() {
        return "1 to " + size + " less the position";
    }

    @Override
    public long[] edges() {
        return new long[] {1, 2, 8, size - 1, size};
    }

    @Override
    public long sample(RandomGenerator random) {
        return random.nextInt(1, random.nextBoolean() ? 8 : size + 1);
    }

    @Override
    public List<String> illegal() {
        return List.of("0", Integer.toString(size + 1));
    }
}
