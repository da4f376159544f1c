package dev.touchstone.isa.arm.codec;

import java.util.random.RandomGenerator;

/// Integers. Prints hexadecimal; reads any integer.
public abstract class ImmediateCodec extends HoleCodec {
    private static final int LEAST_SPREAD = 4096;
    private static final int MOST_TRIES = 10_000;

    protected ImmediateCodec() {}

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

    /// Whether any bits decode, as far as a look at the first few and at some others tells.
    public final boolean decodesSome() {
        long mask = Bits.mask(width());
        for (long i = 0; i < MOST_TRIES; i++) {
            // The multiplier spreads the rest of the tries over wide fields.
            long bits = i <= LEAST_SPREAD ? i : i * 0x9E37_79B9_7F4A_7C15L;
            if (decode(bits & mask, 0) != REFUSED) {
                return true;
            }
        }
        return false;
    }

    /// The joined fields' width in bits.
    abstract int width();
}
