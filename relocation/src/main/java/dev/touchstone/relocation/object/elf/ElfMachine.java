package dev.touchstone.relocation.object.elf;

import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What the psABIs say of an object file, by the machine number's name.
enum ElfMachine {
    EM_386("x86-32", 3, 0, false, false),
    EM_X86_64("x86-64", 62, 0, true, true),
    /// With EF_ARM_EABI_VER5.
    EM_ARM("aarch32", 40, 0x0500_0000, false, false),
    EM_AARCH64("aarch64", 183, 0, true, true);

    /// Of [Machine#family()].
    final String family;
    /// e_machine.
    final int number;
    /// e_flags.
    final int flags;
    /// ELFCLASS64, else ELFCLASS32.
    final boolean wide;
    /// Whether addends stand in the relocations (SHT_RELA), else in the patched bytes (SHT_REL).
    final boolean rela;

    ElfMachine(String family, int number, int flags, boolean wide, boolean rela) {
        this.family = family;
        this.number = number;
        this.flags = flags;
        this.wide = wide;
        this.rela = rela;
    }

    static ElfMachine of(Machine machine) {
        return Arrays.stream(values())
                .filter(m -> m.family.equals(machine.family()))
                .findFirst()
                .orElseThrow(() -> new RelocationException("no ELF object for %s; there is one for %s"
                        .formatted(
                                machine.name(),
                                Arrays.stream(values()).map(m -> m.family).collect(Collectors.joining(", ")))));
    }
}
