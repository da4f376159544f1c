package dev.touchstone.conformance.sweep;

import dev.touchstone.isa.Isa;

/// Which words are swept.
///
/// The words of T32 are numbers with the first halfword above: `0xf3af8000`; one that is narrow is a number below
/// 0x10000. Numbers that are neither stand for no word.
///
/// @param isa a set of Arm's
/// @param from the first word, 0 to 0xFFFF_FFFF
/// @param to the last one
/// @param shard which part of the range, from 1
/// @param shards how many parts there are
/// @param threads that work side by side
public record SweepOptions(Isa isa, long from, long to, int shard, int shards, int threads) {
    static final long LAST = 0xFFFF_FFFFL;
    /// Words that are judged at once: those with the same upper half.
    static final int BLOCK = 0x1_0000;

    public SweepOptions {
        if (isa.isX86()) {
            throw new IllegalArgumentException("instructions of " + isa + " are no words of fixed width; allowed are "
                    + Isa.A64 + ", " + Isa.A32 + " and " + Isa.T32);
        }
        if (from < 0 || to > LAST || from > to) {
            throw new IllegalArgumentException(
                    "words from 0x%x to 0x%x; allowed are ranges within 0 to 0xffffffff".formatted(from, to));
        }
        if (shards < 1 || shard < 1 || shard > shards) {
            throw new IllegalArgumentException(
                    "shard %d of %d; allowed are 1 to the number of shards".formatted(shard, shards));
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is allowed");
        }
    }

    /// The whole shard.
    public Span span() {
        long first = from / BLOCK;
        long blocks = to / BLOCK - first + 1;
        long start = first + blocks * (shard - 1) / shards;
        long end = first + blocks * shard / shards;
        return new Span(Math.max(from, start * BLOCK), Math.min(to, end * BLOCK - 1));
    }

    /// Words that follow each other.
    ///
    /// @param from the first
    /// @param to the last; one less than `from` if there are none
    public record Span(long from, long to) {
        boolean isEmpty() {
            return to < from;
        }

        public long words() {
            return to - from + 1;
        }
    }
}
