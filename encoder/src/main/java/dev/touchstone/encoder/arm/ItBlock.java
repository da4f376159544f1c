package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.isa.arm.codec.ConditionCodec;

/// The IT block that T32 code stands in; typed calls and text are held against it alike. Checks change nothing:
/// who has written the instruction takes the [#step].
public final class ItBlock {
    /// The conditions of the instructions to come, four bits each, the next one lowest.
    private int conditions;

    private int left;

    /// A place outside of any block.
    public ItBlock() {}

    /// Whether the next instruction stands outside of an IT block.
    public boolean isFree() {
        return left == 0;
    }

    /// The most bytes that a block takes, the IT instruction among them.
    ///
    /// @param it the IT instruction
    public static int mostBytes(int it) {
        return 2 + 4 * count(it & 15);
    }

    /// The instructions that a mask is for: a set bit behind a bit for each but the first.
    static int count(int mask) {
        return 4 - Integer.numberOfTrailingZeros(mask);
    }

    /// Begins a block.
    ///
    /// @param it the IT instruction: first condition in bits 7 to 4, mask in bits 3 to 0
    /// @throws EncodingException in a block
    public void begin(int it) {
        checkUnconditional();
        int first = it >>> 4 & 15;
        int mask = it & 15;
        left = count(mask);
        conditions = first;
        for (int i = 1; i < left; i++) {
            conditions |= (first & 14 | mask >>> 4 - i & 1) << 4 * i;
        }
    }

    /// Checks that an instruction with this condition may come next.
    ///
    /// @param condition the code, 0 (eq) to 14 (al)
    /// @param last whether the instruction must be the block's last
    /// @throws EncodingException if it may not
    public void check(int condition, boolean last) {
        String given = ConditionCodec.name(condition);
        if (left == 0) {
            throw new EncodingException(
                    "IT", "condition", given, "none outside of an IT block; begin one with it " + given);
        }
        if (condition != (conditions & 15)) {
            throw new EncodingException("IT", "condition", given, wanted());
        }
        if (last && left > 1) {
            throw new EncodingException(
                    "IT", "place", left + " instructions before the block's end", "the last one of the IT block");
        }
    }

    /// Checks that an instruction without a condition may come next: the block is at its end.
    ///
    /// @throws EncodingException if it may not
    public void checkUnconditional() {
        if (left != 0) {
            throw new EncodingException("IT", "condition", "left out", wanted());
        }
    }

    private String wanted() {
        return ConditionCodec.name(conditions & 15) + " at this place of the IT block";
    }

    /// Passes over one instruction; outside of a block nothing happens.
    public void step() {
        if (left > 0) {
            left--;
            conditions >>>= 4;
        }
    }
}
