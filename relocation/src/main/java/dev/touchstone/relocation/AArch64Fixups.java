package dev.touchstone.relocation;

/// The fixup kinds of A64, as constants; each stands as a row in `aarch64.fixups`.
public final class AArch64Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("aarch64.fixups");

    public static final FixupKind R_AARCH64_ABS64 = TABLE.get("R_AARCH64_ABS64");
    public static final FixupKind R_AARCH64_ABS32 = TABLE.get("R_AARCH64_ABS32");
    public static final FixupKind R_AARCH64_PREL32 = TABLE.get("R_AARCH64_PREL32");
    public static final FixupKind R_AARCH64_LD_PREL_LO19 = TABLE.get("R_AARCH64_LD_PREL_LO19");
    public static final FixupKind R_AARCH64_ADR_PREL_LO21 = TABLE.get("R_AARCH64_ADR_PREL_LO21");
    public static final FixupKind R_AARCH64_ADR_PREL_PG_HI21 = TABLE.get("R_AARCH64_ADR_PREL_PG_HI21");
    public static final FixupKind R_AARCH64_ADD_ABS_LO12_NC = TABLE.get("R_AARCH64_ADD_ABS_LO12_NC");
    public static final FixupKind R_AARCH64_TSTBR14 = TABLE.get("R_AARCH64_TSTBR14");
    public static final FixupKind R_AARCH64_CONDBR19 = TABLE.get("R_AARCH64_CONDBR19");
    public static final FixupKind R_AARCH64_JUMP26 = TABLE.get("R_AARCH64_JUMP26");
    public static final FixupKind R_AARCH64_CALL26 = TABLE.get("R_AARCH64_CALL26");

    private AArch64Fixups() {}
}
