package dev.touchstone.exec.host.worker;

import dev.touchstone.isa.Isa;

/// A kind of Linux process: how wide its words are, and by which numbers the kernel knows it.
///
/// @see SystemCall
enum Abi {
    X86_64(true, 62, 0, 0xC000_003E),
    AARCH64(true, 183, 0, 0xC000_00B7),
    /// Arm's EABI, version 5: of A32 and T32 code.
    ARM(false, 40, 0x0500_0000, 0x4000_0028);

    private final boolean wide;
    private final int elfMachine;
    private final int elfFlags;
    private final int auditArchitecture;

    Abi(boolean wide, int elfMachine, int elfFlags, int auditArchitecture) {
        this.wide = wide;
        this.elfMachine = elfMachine;
        this.elfFlags = elfFlags;
        this.auditArchitecture = auditArchitecture;
    }

    /// That of the processes that run code of a set.
    static Abi of(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 -> X86_64;
            case A64 -> AARCH64;
            case A32, T32 -> ARM;
        };
    }

    /// Whether a word has 8 bytes, else 4.
    boolean wide() {
        return wide;
    }

    /// `e_machine` of an ELF file.
    int elfMachine() {
        return elfMachine;
    }

    /// `e_flags` of an ELF file.
    int elfFlags() {
        return elfFlags;
    }

    /// Whether a worker hides what it owns: at an address that is random and above what its snippets use, with
    /// outcomes apart from slots, which it can't write to then.
    boolean hides() {
        return this == X86_64;
    }

    /// `AUDIT_ARCH` as seccomp filters see it.
    int auditArchitecture() {
        return auditArchitecture;
    }
}
