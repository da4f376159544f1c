package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A row of `keystone-modes.table`.
///
/// @param architecture Keystone's number
/// @param modes Keystone's numbers, in the order in which they are asked
/// @param ownAddress whether Keystone is told the address of the line, or `address`
record KeystoneMode(int architecture, List<Integer> modes, boolean ownAddress, long address) {
    private static final Map<Isa, KeystoneMode> TABLE = new EnumMap<>(Isa.class);

    static {
        for (Row row : TableReader.read(KeystoneMode.class, "keystone-modes.table")) {
            boolean own = row.column(3).equals("own");
            TABLE.put(
                    Isa.ofLabel(row.column(0)),
                    new KeystoneMode(
                            Integer.parseInt(row.column(1)),
                            Arrays.stream(row.column(2).split(",\\s*"))
                                    .map(Integer::valueOf)
                                    .toList(),
                            own,
                            own ? 0 : Long.parseLong(row.column(3))));
        }
    }

    static KeystoneMode of(Isa isa) {
        return Objects.requireNonNull(TABLE.get(isa));
    }

    long address(long line) {
        return ownAddress ? line : address;
    }
}
