package dev.touchstone.relocation;

/// The fixup kinds of A32 and T32, as constants; each stands as a row in `aarch32.fixups`.
public final class AArch32Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("aarch32.fixups");

    public static final FixupKind R_ARM_ABS32 = TABLE.get("R_ARM_ABS32");
    public static final FixupKind R_ARM_ABS16 = TABLE.get("R_ARM_ABS16");
    public static final FixupKind R_ARM_ABS8 = TABLE.get("R_ARM_ABS8");
    public static final FixupKind R_ARM_ABS32_NOI = TABLE.get("R_ARM_ABS32_NOI");
    public static final FixupKind R_ARM_REL32 = TABLE.get("R_ARM_REL32");
    public static final FixupKind R_ARM_REL32_NOI = TABLE.get("R_ARM_REL32_NOI");
    public static final FixupKind R_ARM_PREL31 = TABLE.get("R_ARM_PREL31");
    public static final FixupKind R_ARM_TARGET1 = TABLE.get("R_ARM_TARGET1");
    public static final FixupKind R_ARM_TARGET2 = TABLE.get("R_ARM_TARGET2");
    public static final FixupKind R_ARM_SBREL32 = TABLE.get("R_ARM_SBREL32");

    public static final FixupKind R_ARM_PC24 = TABLE.get("R_ARM_PC24");
    public static final FixupKind R_ARM_PLT32 = TABLE.get("R_ARM_PLT32");
    public static final FixupKind R_ARM_CALL = TABLE.get("R_ARM_CALL");
    public static final FixupKind R_ARM_JUMP24 = TABLE.get("R_ARM_JUMP24");
    public static final FixupKind R_ARM_CALL_BLX = TABLE.get("R_ARM_CALL_BLX");
    public static final FixupKind R_ARM_V4BX = TABLE.get("R_ARM_V4BX");

    public static final FixupKind R_ARM_ALU_PC_G0_NC = TABLE.get("R_ARM_ALU_PC_G0_NC");
    public static final FixupKind R_ARM_ALU_PC_G1_NC = TABLE.get("R_ARM_ALU_PC_G1_NC");
    public static final FixupKind R_ARM_ALU_PC_G0 = TABLE.get("R_ARM_ALU_PC_G0");
    public static final FixupKind R_ARM_ALU_PC_G1 = TABLE.get("R_ARM_ALU_PC_G1");
    public static final FixupKind R_ARM_ALU_PC_G2 = TABLE.get("R_ARM_ALU_PC_G2");
    public static final FixupKind R_ARM_LDR_PC_G0 = TABLE.get("R_ARM_LDR_PC_G0");
    public static final FixupKind R_ARM_LDR_PC_G1 = TABLE.get("R_ARM_LDR_PC_G1");
    public static final FixupKind R_ARM_LDR_PC_G2 = TABLE.get("R_ARM_LDR_PC_G2");
    public static final FixupKind R_ARM_LDRS_PC_G0 = TABLE.get("R_ARM_LDRS_PC_G0");
    public static final FixupKind R_ARM_LDRS_PC_G1 = TABLE.get("R_ARM_LDRS_PC_G1");
    public static final FixupKind R_ARM_LDRS_PC_G2 = TABLE.get("R_ARM_LDRS_PC_G2");
    public static final FixupKind R_ARM_LDC_PC_G0 = TABLE.get("R_ARM_LDC_PC_G0");
    public static final FixupKind R_ARM_LDC_PC_G1 = TABLE.get("R_ARM_LDC_PC_G1");
    public static final FixupKind R_ARM_LDC_PC_G2 = TABLE.get("R_ARM_LDC_PC_G2");
    public static final FixupKind R_ARM_ALU_SB_G0_NC = TABLE.get("R_ARM_ALU_SB_G0_NC");
    public static final FixupKind R_ARM_ALU_SB_G1_NC = TABLE.get("R_ARM_ALU_SB_G1_NC");
    public static final FixupKind R_ARM_ALU_SB_G0 = TABLE.get("R_ARM_ALU_SB_G0");
    public static final FixupKind R_ARM_ALU_SB_G1 = TABLE.get("R_ARM_ALU_SB_G1");
    public static final FixupKind R_ARM_ALU_SB_G2 = TABLE.get("R_ARM_ALU_SB_G2");
    public static final FixupKind R_ARM_LDR_SB_G0 = TABLE.get("R_ARM_LDR_SB_G0");
    public static final FixupKind R_ARM_LDR_SB_G1 = TABLE.get("R_ARM_LDR_SB_G1");
    public static final FixupKind R_ARM_LDR_SB_G2 = TABLE.get("R_ARM_LDR_SB_G2");
    public static final FixupKind R_ARM_LDRS_SB_G0 = TABLE.get("R_ARM_LDRS_SB_G0");
    public static final FixupKind R_ARM_LDRS_SB_G1 = TABLE.get("R_ARM_LDRS_SB_G1");
    public static final FixupKind R_ARM_LDRS_SB_G2 = TABLE.get("R_ARM_LDRS_SB_G2");
    public static final FixupKind R_ARM_LDC_SB_G0 = TABLE.get("R_ARM_LDC_SB_G0");
    public static final FixupKind R_ARM_LDC_SB_G1 = TABLE.get("R_ARM_LDC_SB_G1");
    public static final FixupKind R_ARM_LDC_SB_G2 = TABLE.get("R_ARM_LDC_SB_G2");
    public static final FixupKind FIXUP_ARM_PCREL_9 = TABLE.get("fixup_arm_pcrel_9");

    public static final FixupKind R_ARM_MOVW_ABS_NC = TABLE.get("R_ARM_MOVW_ABS_NC");
    public static final FixupKind R_ARM_MOVT_ABS = TABLE.get("R_ARM_MOVT_ABS");
    public static final FixupKind R_ARM_MOVW_PREL_NC = TABLE.get("R_ARM_MOVW_PREL_NC");
    public static final FixupKind R_ARM_MOVT_PREL = TABLE.get("R_ARM_MOVT_PREL");
    public static final FixupKind R_ARM_MOVW_BREL_NC = TABLE.get("R_ARM_MOVW_BREL_NC");
    public static final FixupKind R_ARM_MOVW_BREL = TABLE.get("R_ARM_MOVW_BREL");
    public static final FixupKind R_ARM_MOVT_BREL = TABLE.get("R_ARM_MOVT_BREL");

    public static final FixupKind R_ARM_THM_CALL = TABLE.get("R_ARM_THM_CALL");
    public static final FixupKind R_ARM_THM_CALL_BLX = TABLE.get("R_ARM_THM_CALL_BLX");
    public static final FixupKind R_ARM_THM_JUMP24 = TABLE.get("R_ARM_THM_JUMP24");
    public static final FixupKind R_ARM_THM_JUMP19 = TABLE.get("R_ARM_THM_JUMP19");
    public static final FixupKind R_ARM_THM_JUMP11 = TABLE.get("R_ARM_THM_JUMP11");
    public static final FixupKind R_ARM_THM_JUMP8 = TABLE.get("R_ARM_THM_JUMP8");
    public static final FixupKind R_ARM_THM_JUMP6 = TABLE.get("R_ARM_THM_JUMP6");

    public static final FixupKind FIXUP_WLS = TABLE.get("fixup_wls");
    public static final FixupKind FIXUP_LE = TABLE.get("fixup_le");
    public static final FixupKind R_ARM_THM_BF16 = TABLE.get("R_ARM_THM_BF16");
    public static final FixupKind R_ARM_THM_BF12 = TABLE.get("R_ARM_THM_BF12");
    public static final FixupKind R_ARM_THM_BF18 = TABLE.get("R_ARM_THM_BF18");

    public static final FixupKind R_ARM_THM_PC8 = TABLE.get("R_ARM_THM_PC8");
    public static final FixupKind R_ARM_THM_PC12 = TABLE.get("R_ARM_THM_PC12");
    public static final FixupKind R_ARM_THM_ALU_PREL_11_0 = TABLE.get("R_ARM_THM_ALU_PREL_11_0");
    public static final FixupKind FIXUP_T2_PCREL_10 = TABLE.get("fixup_t2_pcrel_10");
    public static final FixupKind FIXUP_T2_PCREL_9 = TABLE.get("fixup_t2_pcrel_9");

    public static final FixupKind R_ARM_THM_MOVW_ABS_NC = TABLE.get("R_ARM_THM_MOVW_ABS_NC");
    public static final FixupKind R_ARM_THM_MOVT_ABS = TABLE.get("R_ARM_THM_MOVT_ABS");
    public static final FixupKind R_ARM_THM_MOVW_PREL_NC = TABLE.get("R_ARM_THM_MOVW_PREL_NC");
    public static final FixupKind R_ARM_THM_MOVT_PREL = TABLE.get("R_ARM_THM_MOVT_PREL");
    public static final FixupKind R_ARM_THM_MOVW_BREL_NC = TABLE.get("R_ARM_THM_MOVW_BREL_NC");
    public static final FixupKind R_ARM_THM_MOVW_BREL = TABLE.get("R_ARM_THM_MOVW_BREL");
    public static final FixupKind R_ARM_THM_MOVT_BREL = TABLE.get("R_ARM_THM_MOVT_BREL");
    public static final FixupKind R_ARM_THM_ALU_ABS_G0_NC = TABLE.get("R_ARM_THM_ALU_ABS_G0_NC");
    public static final FixupKind R_ARM_THM_ALU_ABS_G1_NC = TABLE.get("R_ARM_THM_ALU_ABS_G1_NC");
    public static final FixupKind R_ARM_THM_ALU_ABS_G2_NC = TABLE.get("R_ARM_THM_ALU_ABS_G2_NC");
    public static final FixupKind R_ARM_THM_ALU_ABS_G3 = TABLE.get("R_ARM_THM_ALU_ABS_G3");

    public static final FixupKind R_ARM_BASE_PREL = TABLE.get("R_ARM_BASE_PREL");
    public static final FixupKind R_ARM_GOTOFF32 = TABLE.get("R_ARM_GOTOFF32");
    public static final FixupKind R_ARM_GOT_BREL = TABLE.get("R_ARM_GOT_BREL");
    public static final FixupKind R_ARM_GOT_PREL = TABLE.get("R_ARM_GOT_PREL");
    public static final FixupKind R_ARM_GOT_ABS = TABLE.get("R_ARM_GOT_ABS");

    public static final FixupKind R_ARM_TLS_GD32 = TABLE.get("R_ARM_TLS_GD32");
    public static final FixupKind R_ARM_TLS_LDM32 = TABLE.get("R_ARM_TLS_LDM32");
    public static final FixupKind R_ARM_TLS_LDO32 = TABLE.get("R_ARM_TLS_LDO32");
    public static final FixupKind R_ARM_TLS_IE32 = TABLE.get("R_ARM_TLS_IE32");
    public static final FixupKind R_ARM_TLS_LE32 = TABLE.get("R_ARM_TLS_LE32");
    public static final FixupKind R_ARM_TLS_GOTDESC = TABLE.get("R_ARM_TLS_GOTDESC");
    public static final FixupKind R_ARM_TLS_CALL = TABLE.get("R_ARM_TLS_CALL");
    public static final FixupKind R_ARM_TLS_DESCSEQ = TABLE.get("R_ARM_TLS_DESCSEQ");
    public static final FixupKind R_ARM_THM_TLS_CALL = TABLE.get("R_ARM_THM_TLS_CALL");

    private AArch32Fixups() {}
}
