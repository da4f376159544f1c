package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// `branch-else`: where BFCSEL goes on if its condition fails, which is behind the branch point that `with=`
/// names: 2 bytes further or, in the field 1, 4.
final class BranchElseCodec extends ImmediateCodec {
    private static final int STEP = 2;
    /// Behind the first branch point.
    private static final int LEAST = 4;

    BranchElseCodec(Parameters parameters, int width) {
        if (parameters.with() == null || width != 1) {
            throw new IllegalArgumentException("what is behind a branch point is one bit, and needs with=");
        }
    }

    @Override
    int width() {
        return 1;
    }

    @Override
    public long encode(long value, long other) {
        return value == other + STEP ? 0 : value == other + 2 * STEP ? 1 : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        return other + STEP * (bits + 1);
    }

    @Override
    public String allowed() {
        return "2 or 4 more than the branch point";
    }

    @Override
    public long[] edges() {
        return new long[] {LEAST, LEAST + STEP, 34};
    }

    @Override
    public long sample(RandomGenerator random) {
        return LEAST + (long) STEP * random.nextInt(16);
    }

    @Override
    public List<String> illegal() {
        return List.of("#3", "#36");
    }
}
