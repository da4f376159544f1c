package dev.touchstone.relocation;

/// The fixup kinds of data words, found among a family's rows by their shape: the value as it is, in all bits.
final class DataKinds {
    private DataKinds() {}

    /// `S + A` in that many bytes.
    ///
    /// @throws RelocationException if the machine's table has no such kind
    static FixupKind absolute(Machine machine, int bytes) {
        return find(machine, false, bytes);
    }

    /// `S + A - P` in that many bytes.
    ///
    /// @throws RelocationException if the machine's table has no such kind
    static FixupKind relative(Machine machine, int bytes) {
        return find(machine, true, bytes);
    }

    private static FixupKind find(Machine machine, boolean relative, int bytes) {
        return FixupTable.of(machine).kinds().stream()
                .filter(kind -> kind.isData(relative) && kind.bytes() == bytes)
                .findFirst()
                .orElseThrow(() -> new RelocationException("%s has no fixup of %d bytes of data for %s"
                        .formatted(machine.name(), bytes, relative ? "S + A - P" : "S + A")));
    }
}
