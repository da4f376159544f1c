package dev.touchstone.relocation;

/// The fixup kinds of x86-64, as constants; each stands as a row in `x86-64.fixups`.
public final class X8664Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("x86-64.fixups");
    public static final FixupKind R_X86_64_64 = TABLE.get("R_X86_64_64");
    public static final FixupKind R_X86_64_32 = TABLE.get("R_X86_64_32");
    public static final FixupKind R_X86_64_32S = TABLE.get("R_X86_64_32S");
    public static final FixupKind R_X86_64_16 = TABLE.get("R_X86_64_16");
    public static final FixupKind R_X86_64_8 = TABLE.get("R_X86_64_8");

    public static final FixupKind R_X86_64_PC64 = TABLE.get("R_X86_64_PC64");
    public static final FixupKind R_X86_64_PC32 = TABLE.get("R_X86_64_PC32");
    public static final FixupKind R_X86_64_PC16 = TABLE.get("R_X86_64_PC16");
    public static final FixupKind R_X86_64_PC8 = TABLE.get("R_X86_64_PC8");
    public static final FixupKind R_X86_64_PLT32 = TABLE.get("R_X86_64_PLT32");
    public static final FixupKind R_X86_64_PLTOFF64 = TABLE.get("R_X86_64_PLTOFF64");

    public static final FixupKind R_X86_64_GOTPCREL = TABLE.get("R_X86_64_GOTPCREL");
    public static final FixupKind R_X86_64_GOTPCRELX = TABLE.get("R_X86_64_GOTPCRELX");
    public static final FixupKind R_X86_64_REX_GOTPCRELX = TABLE.get("R_X86_64_REX_GOTPCRELX");
    public static final FixupKind R_X86_64_GOTPCREL64 = TABLE.get("R_X86_64_GOTPCREL64");
    public static final FixupKind R_X86_64_GOT32 = TABLE.get("R_X86_64_GOT32");
    public static final FixupKind R_X86_64_GOT64 = TABLE.get("R_X86_64_GOT64");
    public static final FixupKind R_X86_64_GOTOFF64 = TABLE.get("R_X86_64_GOTOFF64");
    public static final FixupKind R_X86_64_GOTPC32 = TABLE.get("R_X86_64_GOTPC32");
    public static final FixupKind R_X86_64_GOTPC64 = TABLE.get("R_X86_64_GOTPC64");

    public static final FixupKind R_X86_64_SIZE32 = TABLE.get("R_X86_64_SIZE32");
    public static final FixupKind R_X86_64_SIZE64 = TABLE.get("R_X86_64_SIZE64");

    public static final FixupKind R_X86_64_TLSGD = TABLE.get("R_X86_64_TLSGD");
    public static final FixupKind R_X86_64_TLSLD = TABLE.get("R_X86_64_TLSLD");
    public static final FixupKind R_X86_64_DTPOFF32 = TABLE.get("R_X86_64_DTPOFF32");
    public static final FixupKind R_X86_64_DTPOFF64 = TABLE.get("R_X86_64_DTPOFF64");
    public static final FixupKind R_X86_64_GOTTPOFF = TABLE.get("R_X86_64_GOTTPOFF");
    public static final FixupKind R_X86_64_TPOFF32 = TABLE.get("R_X86_64_TPOFF32");
    public static final FixupKind R_X86_64_TPOFF64 = TABLE.get("R_X86_64_TPOFF64");
    public static final FixupKind R_X86_64_GOTPC32_TLSDESC = TABLE.get("R_X86_64_GOTPC32_TLSDESC");
    public static final FixupKind R_X86_64_TLSDESC_CALL = TABLE.get("R_X86_64_TLSDESC_CALL");

    private X8664Fixups() {}
}
