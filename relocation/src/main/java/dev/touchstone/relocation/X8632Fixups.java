package dev.touchstone.relocation;

/// The fixup kinds of x86-32, as constants; each stands as a row in `x86-32.fixups`.
public final class X8632Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("x86-32.fixups");

    public static final FixupKind R_386_32 = TABLE.get("R_386_32");
    public static final FixupKind R_386_16 = TABLE.get("R_386_16");
    public static final FixupKind R_386_8 = TABLE.get("R_386_8");

    public static final FixupKind R_386_PC32 = TABLE.get("R_386_PC32");
    public static final FixupKind R_386_PC16 = TABLE.get("R_386_PC16");
    public static final FixupKind R_386_PC8 = TABLE.get("R_386_PC8");
    public static final FixupKind R_386_PLT32 = TABLE.get("R_386_PLT32");

    public static final FixupKind R_386_GOT32 = TABLE.get("R_386_GOT32");
    public static final FixupKind R_386_GOT32X = TABLE.get("R_386_GOT32X");
    public static final FixupKind R_386_GOTOFF = TABLE.get("R_386_GOTOFF");
    public static final FixupKind R_386_GOTPC = TABLE.get("R_386_GOTPC");

    public static final FixupKind R_386_SIZE32 = TABLE.get("R_386_SIZE32");

    public static final FixupKind R_386_TLS_GD = TABLE.get("R_386_TLS_GD");
    public static final FixupKind R_386_TLS_LDM = TABLE.get("R_386_TLS_LDM");
    public static final FixupKind R_386_TLS_LDO_32 = TABLE.get("R_386_TLS_LDO_32");
    public static final FixupKind R_386_TLS_IE = TABLE.get("R_386_TLS_IE");
    public static final FixupKind R_386_TLS_GOTIE = TABLE.get("R_386_TLS_GOTIE");
    public static final FixupKind R_386_TLS_LE = TABLE.get("R_386_TLS_LE");
    public static final FixupKind R_386_TLS_GOTDESC = TABLE.get("R_386_TLS_GOTDESC");
    public static final FixupKind R_386_TLS_DESC_CALL = TABLE.get("R_386_TLS_DESC_CALL");

    private X8632Fixups() {}
}
