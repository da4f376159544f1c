package dev.touchstone.relocation.object.coff;

import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The machine types of the "COFF File Header".
enum CoffMachine {
    IMAGE_FILE_MACHINE_AMD64("x86-64", 0x8664),
    IMAGE_FILE_MACHINE_ARM64("aarch64", 0xAA64);

    /// Bytes from a distance in 32 bits (IMAGE_REL_AMD64_REL32, IMAGE_REL_ARM64_REL32) to what it is relative to,
    /// which the stored addend leaves out.
    static final int PLACE_BIAS = 4;

    /// Of [Machine#family()].
    final String family;
    final int number;

    CoffMachine(String family, int number) {
        this.family = family;
        this.number = number;
    }

    static CoffMachine of(Machine machine) {
        return Arrays.stream(values())
                .filter(m -> m.family.equals(machine.family()))
                .findFirst()
                .orElseThrow(() -> new RelocationException("no COFF object for %s; there is one for %s"
                        .formatted(
                                machine.name(),
                                Arrays.stream(values()).map(m -> m.family).collect(Collectors.joining(", ")))));
    }
}
