package dev.touchstone.conformance.graphs;

import java.util.function.IntUnaryOperator;

/// Where an edge leads, and how it says so.
///
/// @param block the index of the block
record Target(int block, Mode mode) {
    /// How a block is named.
    enum Mode {
        /// By an anonymous label at its start.
        LABEL,
        /// By a named label.
        NAME,
        /// By a numeric local one, as `1f`, if no other of that number stands between; else by an anonymous one.
        NUMBER,
        /// By a label some bytes before it, plus those.
        AHEAD,
        /// By a label some bytes behind its start, less those.
        BEHIND
    }

    Target moved(IntUnaryOperator place) {
        return new Target(place.applyAsInt(block), mode);
    }

    Target plain() {
        return new Target(block, Mode.LABEL);
    }

    @Override
    public String toString() {
        return "#" + block + (mode == Mode.LABEL ? "" : " by " + mode);
    }
}
