package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.time.Duration;

/// Code to run, from where, and with what.
///
/// @param isa the set that the code is of
/// @param code linked at [AddressMap#CODE] before it runs; at most [AddressMap#CODE_SIZE] less a page
/// @param entry offset of the first instruction
/// @param initial the state at the entry
/// @param timeout after which the run is given up
public record Snippet(Isa isa, CodeImage code, int entry, MachineState initial, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(200);

    public Snippet {
        if (initial.isa() != isa) {
            throw new IllegalArgumentException("the state is of " + initial.isa() + ", the code of " + isa);
        }
        if (entry < 0 || entry > code.size()) {
            throw new IllegalArgumentException(
                    "entry " + entry + " is outside of the " + code.size() + " bytes of code");
        }
        if (code.size() > AddressMap.CODE_SIZE - 0x1000) {
            throw new IllegalArgumentException("a snippet has at most 0x%x bytes of code, this one has 0x%x"
                    .formatted(AddressMap.CODE_SIZE - 0x1000, code.size()));
        }
    }

    public static Snippet of(Isa isa, CodeImage code, MachineState initial) {
        return new Snippet(isa, code, 0, initial, DEFAULT_TIMEOUT);
    }

    /// The address at which the run ends.
    public long end() {
        return AddressMap.CODE + code.size();
    }
}
