package dev.touchstone.relocation;

/// The fixup kinds of x86-32, as constants; each stands as a row in `x86-32.fixups`.
public final class X8632Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("x86-32.fixups");

    public static final FixupKind R_386_32 = TABLE.get("R_386_32");
    public static final FixupKind R_386_PC32 = TABLE.get("R_386_PC32");
    public static final FixupKind R_386_16 = TABLE.get("R_386_16");
    public static final FixupKind R_386_PC16 = TABLE.get("R_386_PC16");
    public static final FixupKind R_386_PC8 = TABLE.get("R_386_PC8");

    private X8632Fixups() {}
}
