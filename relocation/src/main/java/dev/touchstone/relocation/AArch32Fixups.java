package dev.touchstone.relocation;

/// The fixup kinds of A32 and T32, as constants; each stands as a row in `aarch32.fixups`.
public final class AArch32Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("aarch32.fixups");

    public static final FixupKind R_ARM_ABS32 = TABLE.get("R_ARM_ABS32");
    public static final FixupKind R_ARM_REL32 = TABLE.get("R_ARM_REL32");
    public static final FixupKind R_ARM_LDR_PC_G0 = TABLE.get("R_ARM_LDR_PC_G0");
    public static final FixupKind R_ARM_CALL = TABLE.get("R_ARM_CALL");
    public static final FixupKind R_ARM_JUMP24 = TABLE.get("R_ARM_JUMP24");
    public static final FixupKind R_ARM_THM_CALL = TABLE.get("R_ARM_THM_CALL");
    public static final FixupKind R_ARM_THM_JUMP24 = TABLE.get("R_ARM_THM_JUMP24");
    public static final FixupKind R_ARM_THM_JUMP19 = TABLE.get("R_ARM_THM_JUMP19");
    public static final FixupKind R_ARM_THM_JUMP6 = TABLE.get("R_ARM_THM_JUMP6");
    public static final FixupKind R_ARM_THM_JUMP11 = TABLE.get("R_ARM_THM_JUMP11");
    public static final FixupKind R_ARM_THM_JUMP8 = TABLE.get("R_ARM_THM_JUMP8");
    public static final FixupKind R_ARM_THM_PC8 = TABLE.get("R_ARM_THM_PC8");
    public static final FixupKind R_ARM_THM_PC12 = TABLE.get("R_ARM_THM_PC12");

    private AArch32Fixups() {}
}
