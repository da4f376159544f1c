package dev.touchstone.encoder.aarch32;

import dev.touchstone.encoder.EncodingException;

/// The IT block that a T32 assembler stands in.
final class ItBlock {
    private static final Condition[] CONDITIONS = Condition.values();

    /// The conditions of the instructions to come, four bits each, the next one lowest.
    private int conditions;
    private int left;
    private boolean admitted;

    boolean isFree() {
        return left == 0;
    }

    /// Begins a block.
    ///
    /// @param it the IT instruction: first condition in bits 7 to 4, mask in bits 3 to 0
    void begin(int it) {
        int first = it >>> 4 & 15;
        int mask = it & 15;
        left = 4 - Integer.numberOfTrailingZeros(mask);
        conditions = first;
        for (int i = 1; i < left; i++) {
            conditions |= (first & 14 | mask >>> 4 - i & 1) << 4 * i;
        }
    }

    /// Admits one instruction with this condition.
    void admit(Condition condition, boolean last) {
        if (left == 0) {
            throw new EncodingException(
                    "IT", "condition", condition, "none outside of an IT block; begin one with it(" + condition + ")");
        }
        Condition wanted = CONDITIONS[conditions & 15];
        if (condition != wanted) {
            throw new EncodingException("IT", "condition", condition, wanted + " at this place of the IT block");
        }
        if (last && left > 1) {
            throw new EncodingException(
                    "IT", "place", left + " instructions before the block's end", "the last one of the IT block");
        }
        admitted = true;
    }

    /// Passes over one instruction.
    void step() {
        if (left > 0) {
            if (!admitted) {
                throw new EncodingException(
                        "IT", "condition", "left out", CONDITIONS[conditions & 15] + " at this place of the IT block");
            }
            admitted = false;
            left--;
            conditions >>>= 4;
        }
    }
}
