package dev.touchstone.exec.host.patch;

import dev.touchstone.relocation.FixupKind;

/// A direct branch whose target can be changed by one store.
///
/// @param address where it stands
/// @param span the bytes of it that hold the displacement, all within the store
/// @param reach how far it goes
/// @param origin what the displacement counts from
/// @param shift how many low bits of the displacement are not stored
/// @param bits how many are stored, from the lowest of the span on
public record Branch(long address, PatchRules.Span span, FixupKind reach, long origin, int shift, int bits) {
    /// The span's bytes for another target.
    ///
    /// @param before as they are now, the first one lowest
    /// @throws UnsupportedOperationException if the branch does not reach it
    public long to(long target, long before) {
        long distance = target - origin;
        if (distance < reach.minimum() || distance > reach.maximum() || distance % reach.alignment() != 0) {
            throw new UnsupportedOperationException(
                    "the branch at 0x%x can't go %d bytes far; allowed are %d to %d in steps of %d"
                            .formatted(address, distance, reach.minimum(), reach.maximum(), reach.alignment()));
        }
        long mask = (1L << bits) - 1;
        return before & ~mask | distance >> shift & mask;
    }
}
