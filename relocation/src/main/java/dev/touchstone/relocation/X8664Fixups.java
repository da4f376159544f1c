package dev.touchstone.relocation;

/// The fixup kinds of x86-64, as constants; each stands as a row in `x86-64.fixups`.
public final class X8664Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("x86-64.fixups");

    public static final FixupKind R_X86_64_64 = TABLE.get("R_X86_64_64");
    public static final FixupKind R_X86_64_PC32 = TABLE.get("R_X86_64_PC32");
    public static final FixupKind R_X86_64_32 = TABLE.get("R_X86_64_32");
    public static final FixupKind R_X86_64_32S = TABLE.get("R_X86_64_32S");
    public static final FixupKind R_X86_64_PC8 = TABLE.get("R_X86_64_PC8");
    public static final FixupKind R_X86_64_PC64 = TABLE.get("R_X86_64_PC64");
    public static final FixupKind R_X86_64_PLT32 = TABLE.get("R_X86_64_PLT32");

    private X8664Fixups() {}
}
