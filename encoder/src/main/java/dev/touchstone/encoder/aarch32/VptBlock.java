package dev.touchstone.encoder.aarch32;

import dev.touchstone.encoder.EncodingException;

/// The VPT block that a T32 assembler stands in.
final class VptBlock {
    /// For the instructions to come, the next one lowest: 1 for else.
    private int places;

    private int left;
    private int announced;
    private boolean admitted;

    /// Announces a block that the next instruction begins.
    ///
    /// @param pattern as in [T32Sink#beginVector]
    void announce(int pattern) {
        announced = pattern;
    }

    /// Admits one instruction with a letter.
    void admit(boolean then) {
        if (left == 0) {
            throw new EncodingException("VPT", "place", then ? "t" : "e", "no letter outside of a VPT block");
        }
        if (then != isThen()) {
            throw new EncodingException("VPT", "place", then ? "t" : "e", wanted());
        }
        admitted = true;
    }

    private boolean isThen() {
        return (places & 1) == 0;
    }

    private String wanted() {
        return (isThen() ? "t" : "e") + " at this place of the VPT block";
    }

    /// Passes over one instruction.
    void step() {
        if (left > 0) {
            announced = 0;
            if (!admitted) {
                throw new EncodingException("VPT", "place", "left out", wanted());
            }
            admitted = false;
            left--;
            places >>>= 1;
        } else if (announced != 0) {
            left = 4 - Integer.numberOfTrailingZeros(announced);
            places = 0;
            for (int i = 1; i < left; i++) {
                places |= (announced >>> 4 - i & 1) << i;
            }
            announced = 0;
        }
    }
}
