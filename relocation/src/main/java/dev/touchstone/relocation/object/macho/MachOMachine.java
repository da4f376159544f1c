package dev.touchstone.relocation.object.macho;

import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The processors of `<mach/machine.h>`, and how their objects differ.
enum MachOMachine {
    CPU_TYPE_X86_64("x86-64", 0x0100_0007, 3, 4, 5, false),
    CPU_TYPE_ARM64("aarch64", 0x0100_000C, 0, 0, 1, true);

    /// Of [Machine#family()].
    final String family;
    /// cputype.
    final int type;
    /// cpusubtype: all of them.
    final int subtype;
    /// Bytes from a place to what its value is relative to, which the stored addend leaves out.
    final int placeBias;
    /// X86_64_RELOC_SUBTRACTOR, ARM64_RELOC_SUBTRACTOR.
    final int subtractor;
    /// Whether instructions' addends stand in a relocation before theirs.
    final boolean addendRelocations;

    MachOMachine(String family, int type, int subtype, int placeBias, int subtractor, boolean addendRelocations) {
        this.family = family;
        this.type = type;
        this.subtype = subtype;
        this.placeBias = placeBias;
        this.subtractor = subtractor;
        this.addendRelocations = addendRelocations;
    }

    static MachOMachine of(Machine machine) {
        return Arrays.stream(values())
                .filter(m -> m.family.equals(machine.family()))
                .findFirst()
                .orElseThrow(() -> new RelocationException("no Mach-O object for %s; there is one for %s"
                        .formatted(
                                machine.name(),
                                Arrays.stream(values()).map(m -> m.family).collect(Collectors.joining(", ")))));
    }
}
