package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.EncodingException;

/// The VPT block that T32 code stands in; typed calls and text are held against it alike. Checks change nothing:
/// who has written the instruction takes the [#step].
public final class VptBlock {
    /// For the instructions to come, the next one lowest: 1 for else.
    private int places;

    private int left;

    /// A place outside of any block.
    public VptBlock() {}

    /// Whether the next instruction stands outside of a VPT block.
    public boolean isFree() {
        return left == 0;
    }

    /// The most bytes that a block takes, the instruction that begins it among them.
    ///
    /// @param pattern as for [#begin]
    public static int mostBytes(int pattern) {
        return 4 + 4 * ItBlock.count(pattern);
    }

    /// Begins a block.
    ///
    /// @param pattern a 1 for `e` from bit 3 down, then a set bit, then zeros
    /// @throws EncodingException in a block
    public void begin(int pattern) {
        checkPlain();
        left = ItBlock.count(pattern);
        places = 0;
        for (int i = 1; i < left; i++) {
            places |= (pattern >>> 4 - i & 1) << i;
        }
    }

    /// Checks that an instruction with a letter may come next.
    ///
    /// @throws EncodingException if it may not
    public void check(boolean then) {
        if (left == 0) {
            throw new EncodingException("VPT", "place", then ? "t" : "e", "no letter outside of a VPT block");
        }
        if (then != isThen()) {
            throw new EncodingException("VPT", "place", then ? "t" : "e", wanted());
        }
    }

    /// Checks that an instruction without a letter may come next: the block is at its end.
    ///
    /// @throws EncodingException if it may not
    public void checkPlain() {
        if (left != 0) {
            throw new EncodingException("VPT", "place", "left out", wanted());
        }
    }

    private boolean isThen() {
        return (places & 1) == 0;
    }

    private String wanted() {
        return (isThen() ? "t" : "e") + " at this place of the VPT block";
    }

    /// Passes over one instruction; outside of a block nothing happens.
    public void step() {
        if (left > 0) {
            left--;
            places >>>= 1;
        }
    }
}
