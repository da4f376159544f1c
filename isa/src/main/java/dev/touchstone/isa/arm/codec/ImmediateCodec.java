package dev.touchstone.isa.arm.codec;

import java.util.random.RandomGenerator;

/// Integers. Prints hexadecimal; reads any integer.
public abstract class ImmediateCodec extends HoleCodec {
    private static final int MOST_TRIES = 1_000_000;

    @Override
    public boolean parse(Cursor in) {
        return in.integer();
    }

    @Override
    public void format(long value, StringBuilder out) {
        Immediates.hex(value, out);
    }

    /// Draws from the encodings: any that decodes.
    @Override
    public long sample(RandomGenerator random) {
        long mask = Bits.mask(width());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long value = decode(random.nextLong() & mask, 0);
            if (value != REFUSED) {
                return value;
            }
        }
        throw new IllegalStateException(getClass().getSimpleName() + " decodes hardly anything");
    }

    /// The joined fields' width in bits.
    abstract int width();
}
