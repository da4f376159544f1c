package dev.touchstone.relocation;

/// The fixup kinds of A64, as constants; each stands as a row in `aarch64.fixups`.
public final class AArch64Fixups {
    /// Every kind.
    public static final FixupTable TABLE = FixupTable.load("aarch64.fixups");
    public static final FixupKind R_AARCH64_ABS64 = TABLE.get("R_AARCH64_ABS64");
    public static final FixupKind R_AARCH64_ABS32 = TABLE.get("R_AARCH64_ABS32");
    public static final FixupKind R_AARCH64_ABS16 = TABLE.get("R_AARCH64_ABS16");
    public static final FixupKind R_AARCH64_PREL64 = TABLE.get("R_AARCH64_PREL64");
    public static final FixupKind R_AARCH64_PREL32 = TABLE.get("R_AARCH64_PREL32");
    public static final FixupKind R_AARCH64_PREL16 = TABLE.get("R_AARCH64_PREL16");
    public static final FixupKind R_AARCH64_PLT32 = TABLE.get("R_AARCH64_PLT32");
    public static final FixupKind R_AARCH64_GOTPCREL32 = TABLE.get("R_AARCH64_GOTPCREL32");

    public static final FixupKind R_AARCH64_MOVW_UABS_G0 = TABLE.get("R_AARCH64_MOVW_UABS_G0");
    public static final FixupKind R_AARCH64_MOVW_UABS_G0_NC = TABLE.get("R_AARCH64_MOVW_UABS_G0_NC");
    public static final FixupKind R_AARCH64_MOVW_UABS_G1 = TABLE.get("R_AARCH64_MOVW_UABS_G1");
    public static final FixupKind R_AARCH64_MOVW_UABS_G1_NC = TABLE.get("R_AARCH64_MOVW_UABS_G1_NC");
    public static final FixupKind R_AARCH64_MOVW_UABS_G2 = TABLE.get("R_AARCH64_MOVW_UABS_G2");
    public static final FixupKind R_AARCH64_MOVW_UABS_G2_NC = TABLE.get("R_AARCH64_MOVW_UABS_G2_NC");
    public static final FixupKind R_AARCH64_MOVW_UABS_G3 = TABLE.get("R_AARCH64_MOVW_UABS_G3");
    public static final FixupKind R_AARCH64_MOVW_SABS_G0 = TABLE.get("R_AARCH64_MOVW_SABS_G0");
    public static final FixupKind R_AARCH64_MOVW_SABS_G1 = TABLE.get("R_AARCH64_MOVW_SABS_G1");
    public static final FixupKind R_AARCH64_MOVW_SABS_G2 = TABLE.get("R_AARCH64_MOVW_SABS_G2");

    public static final FixupKind R_AARCH64_MOVW_PREL_G0 = TABLE.get("R_AARCH64_MOVW_PREL_G0");
    public static final FixupKind R_AARCH64_MOVW_PREL_G0_NC = TABLE.get("R_AARCH64_MOVW_PREL_G0_NC");
    public static final FixupKind R_AARCH64_MOVW_PREL_G1 = TABLE.get("R_AARCH64_MOVW_PREL_G1");
    public static final FixupKind R_AARCH64_MOVW_PREL_G1_NC = TABLE.get("R_AARCH64_MOVW_PREL_G1_NC");
    public static final FixupKind R_AARCH64_MOVW_PREL_G2 = TABLE.get("R_AARCH64_MOVW_PREL_G2");
    public static final FixupKind R_AARCH64_MOVW_PREL_G2_NC = TABLE.get("R_AARCH64_MOVW_PREL_G2_NC");
    public static final FixupKind R_AARCH64_MOVW_PREL_G3 = TABLE.get("R_AARCH64_MOVW_PREL_G3");

    public static final FixupKind R_AARCH64_LD_PREL_LO19 = TABLE.get("R_AARCH64_LD_PREL_LO19");
    public static final FixupKind R_AARCH64_ADR_PREL_LO21 = TABLE.get("R_AARCH64_ADR_PREL_LO21");
    public static final FixupKind R_AARCH64_ADR_PREL_PG_HI21 = TABLE.get("R_AARCH64_ADR_PREL_PG_HI21");
    public static final FixupKind R_AARCH64_ADR_PREL_PG_HI21_NC = TABLE.get("R_AARCH64_ADR_PREL_PG_HI21_NC");
    public static final FixupKind R_AARCH64_ADD_ABS_LO12_NC = TABLE.get("R_AARCH64_ADD_ABS_LO12_NC");
    public static final FixupKind R_AARCH64_LDST8_ABS_LO12_NC = TABLE.get("R_AARCH64_LDST8_ABS_LO12_NC");
    public static final FixupKind R_AARCH64_LDST16_ABS_LO12_NC = TABLE.get("R_AARCH64_LDST16_ABS_LO12_NC");
    public static final FixupKind R_AARCH64_LDST32_ABS_LO12_NC = TABLE.get("R_AARCH64_LDST32_ABS_LO12_NC");
    public static final FixupKind R_AARCH64_LDST64_ABS_LO12_NC = TABLE.get("R_AARCH64_LDST64_ABS_LO12_NC");
    public static final FixupKind R_AARCH64_LDST128_ABS_LO12_NC = TABLE.get("R_AARCH64_LDST128_ABS_LO12_NC");

    public static final FixupKind R_AARCH64_TSTBR14 = TABLE.get("R_AARCH64_TSTBR14");
    public static final FixupKind R_AARCH64_CONDBR19 = TABLE.get("R_AARCH64_CONDBR19");
    public static final FixupKind R_AARCH64_JUMP26 = TABLE.get("R_AARCH64_JUMP26");
    public static final FixupKind R_AARCH64_CALL26 = TABLE.get("R_AARCH64_CALL26");

    public static final FixupKind FIXUP_AARCH64_PCREL_BRANCH16 = TABLE.get("fixup_aarch64_pcrel_branch16");

    public static final FixupKind R_AARCH64_MOVW_GOTOFF_G0 = TABLE.get("R_AARCH64_MOVW_GOTOFF_G0");
    public static final FixupKind R_AARCH64_MOVW_GOTOFF_G0_NC = TABLE.get("R_AARCH64_MOVW_GOTOFF_G0_NC");
    public static final FixupKind R_AARCH64_MOVW_GOTOFF_G1 = TABLE.get("R_AARCH64_MOVW_GOTOFF_G1");
    public static final FixupKind R_AARCH64_MOVW_GOTOFF_G1_NC = TABLE.get("R_AARCH64_MOVW_GOTOFF_G1_NC");
    public static final FixupKind R_AARCH64_MOVW_GOTOFF_G2 = TABLE.get("R_AARCH64_MOVW_GOTOFF_G2");
    public static final FixupKind R_AARCH64_MOVW_GOTOFF_G2_NC = TABLE.get("R_AARCH64_MOVW_GOTOFF_G2_NC");
    public static final FixupKind R_AARCH64_MOVW_GOTOFF_G3 = TABLE.get("R_AARCH64_MOVW_GOTOFF_G3");
    public static final FixupKind R_AARCH64_GOTREL64 = TABLE.get("R_AARCH64_GOTREL64");
    public static final FixupKind R_AARCH64_GOTREL32 = TABLE.get("R_AARCH64_GOTREL32");
    public static final FixupKind R_AARCH64_GOT_LD_PREL19 = TABLE.get("R_AARCH64_GOT_LD_PREL19");
    public static final FixupKind R_AARCH64_LD64_GOTOFF_LO15 = TABLE.get("R_AARCH64_LD64_GOTOFF_LO15");
    public static final FixupKind R_AARCH64_ADR_GOT_PAGE = TABLE.get("R_AARCH64_ADR_GOT_PAGE");
    public static final FixupKind R_AARCH64_LD64_GOT_LO12_NC = TABLE.get("R_AARCH64_LD64_GOT_LO12_NC");
    public static final FixupKind R_AARCH64_LD64_GOTPAGE_LO15 = TABLE.get("R_AARCH64_LD64_GOTPAGE_LO15");

    public static final FixupKind R_AARCH64_TLSGD_ADR_PREL21 = TABLE.get("R_AARCH64_TLSGD_ADR_PREL21");
    public static final FixupKind R_AARCH64_TLSGD_ADR_PAGE21 = TABLE.get("R_AARCH64_TLSGD_ADR_PAGE21");
    public static final FixupKind R_AARCH64_TLSGD_ADD_LO12_NC = TABLE.get("R_AARCH64_TLSGD_ADD_LO12_NC");
    public static final FixupKind R_AARCH64_TLSGD_MOVW_G1 = TABLE.get("R_AARCH64_TLSGD_MOVW_G1");
    public static final FixupKind R_AARCH64_TLSGD_MOVW_G0_NC = TABLE.get("R_AARCH64_TLSGD_MOVW_G0_NC");
    public static final FixupKind R_AARCH64_TLSLD_ADR_PREL21 = TABLE.get("R_AARCH64_TLSLD_ADR_PREL21");
    public static final FixupKind R_AARCH64_TLSLD_ADR_PAGE21 = TABLE.get("R_AARCH64_TLSLD_ADR_PAGE21");
    public static final FixupKind R_AARCH64_TLSLD_ADD_LO12_NC = TABLE.get("R_AARCH64_TLSLD_ADD_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLD_MOVW_G1 = TABLE.get("R_AARCH64_TLSLD_MOVW_G1");
    public static final FixupKind R_AARCH64_TLSLD_MOVW_G0_NC = TABLE.get("R_AARCH64_TLSLD_MOVW_G0_NC");
    public static final FixupKind R_AARCH64_TLSLD_LD_PREL19 = TABLE.get("R_AARCH64_TLSLD_LD_PREL19");
    public static final FixupKind R_AARCH64_TLSLD_MOVW_DTPREL_G2 = TABLE.get("R_AARCH64_TLSLD_MOVW_DTPREL_G2");
    public static final FixupKind R_AARCH64_TLSLD_MOVW_DTPREL_G1 = TABLE.get("R_AARCH64_TLSLD_MOVW_DTPREL_G1");
    public static final FixupKind R_AARCH64_TLSLD_MOVW_DTPREL_G1_NC = TABLE.get("R_AARCH64_TLSLD_MOVW_DTPREL_G1_NC");
    public static final FixupKind R_AARCH64_TLSLD_MOVW_DTPREL_G0 = TABLE.get("R_AARCH64_TLSLD_MOVW_DTPREL_G0");
    public static final FixupKind R_AARCH64_TLSLD_MOVW_DTPREL_G0_NC = TABLE.get("R_AARCH64_TLSLD_MOVW_DTPREL_G0_NC");
    public static final FixupKind R_AARCH64_TLSLD_ADD_DTPREL_HI12 = TABLE.get("R_AARCH64_TLSLD_ADD_DTPREL_HI12");
    public static final FixupKind R_AARCH64_TLSLD_ADD_DTPREL_LO12 = TABLE.get("R_AARCH64_TLSLD_ADD_DTPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLD_ADD_DTPREL_LO12_NC = TABLE.get("R_AARCH64_TLSLD_ADD_DTPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLD_LDST8_DTPREL_LO12 = TABLE.get("R_AARCH64_TLSLD_LDST8_DTPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLD_LDST8_DTPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLD_LDST8_DTPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLD_LDST16_DTPREL_LO12 = TABLE.get("R_AARCH64_TLSLD_LDST16_DTPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLD_LDST16_DTPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLD_LDST16_DTPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLD_LDST32_DTPREL_LO12 = TABLE.get("R_AARCH64_TLSLD_LDST32_DTPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLD_LDST32_DTPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLD_LDST32_DTPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLD_LDST64_DTPREL_LO12 = TABLE.get("R_AARCH64_TLSLD_LDST64_DTPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLD_LDST64_DTPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLD_LDST64_DTPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLD_LDST128_DTPREL_LO12 =
            TABLE.get("R_AARCH64_TLSLD_LDST128_DTPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLD_LDST128_DTPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLD_LDST128_DTPREL_LO12_NC");

    public static final FixupKind R_AARCH64_TLSIE_MOVW_GOTTPREL_G1 = TABLE.get("R_AARCH64_TLSIE_MOVW_GOTTPREL_G1");
    public static final FixupKind R_AARCH64_TLSIE_MOVW_GOTTPREL_G0_NC =
            TABLE.get("R_AARCH64_TLSIE_MOVW_GOTTPREL_G0_NC");
    public static final FixupKind R_AARCH64_TLSIE_ADR_GOTTPREL_PAGE21 =
            TABLE.get("R_AARCH64_TLSIE_ADR_GOTTPREL_PAGE21");
    public static final FixupKind R_AARCH64_TLSIE_LD64_GOTTPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSIE_LD64_GOTTPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSIE_LD_GOTTPREL_PREL19 = TABLE.get("R_AARCH64_TLSIE_LD_GOTTPREL_PREL19");
    public static final FixupKind R_AARCH64_TLSLE_MOVW_TPREL_G2 = TABLE.get("R_AARCH64_TLSLE_MOVW_TPREL_G2");
    public static final FixupKind R_AARCH64_TLSLE_MOVW_TPREL_G1 = TABLE.get("R_AARCH64_TLSLE_MOVW_TPREL_G1");
    public static final FixupKind R_AARCH64_TLSLE_MOVW_TPREL_G1_NC = TABLE.get("R_AARCH64_TLSLE_MOVW_TPREL_G1_NC");
    public static final FixupKind R_AARCH64_TLSLE_MOVW_TPREL_G0 = TABLE.get("R_AARCH64_TLSLE_MOVW_TPREL_G0");
    public static final FixupKind R_AARCH64_TLSLE_MOVW_TPREL_G0_NC = TABLE.get("R_AARCH64_TLSLE_MOVW_TPREL_G0_NC");
    public static final FixupKind R_AARCH64_TLSLE_ADD_TPREL_HI12 = TABLE.get("R_AARCH64_TLSLE_ADD_TPREL_HI12");
    public static final FixupKind R_AARCH64_TLSLE_ADD_TPREL_LO12 = TABLE.get("R_AARCH64_TLSLE_ADD_TPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLE_ADD_TPREL_LO12_NC = TABLE.get("R_AARCH64_TLSLE_ADD_TPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLE_LDST8_TPREL_LO12 = TABLE.get("R_AARCH64_TLSLE_LDST8_TPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLE_LDST8_TPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLE_LDST8_TPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLE_LDST16_TPREL_LO12 = TABLE.get("R_AARCH64_TLSLE_LDST16_TPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLE_LDST16_TPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLE_LDST16_TPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLE_LDST32_TPREL_LO12 = TABLE.get("R_AARCH64_TLSLE_LDST32_TPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLE_LDST32_TPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLE_LDST32_TPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLE_LDST64_TPREL_LO12 = TABLE.get("R_AARCH64_TLSLE_LDST64_TPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLE_LDST64_TPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLE_LDST64_TPREL_LO12_NC");
    public static final FixupKind R_AARCH64_TLSLE_LDST128_TPREL_LO12 = TABLE.get("R_AARCH64_TLSLE_LDST128_TPREL_LO12");
    public static final FixupKind R_AARCH64_TLSLE_LDST128_TPREL_LO12_NC =
            TABLE.get("R_AARCH64_TLSLE_LDST128_TPREL_LO12_NC");

    public static final FixupKind R_AARCH64_TLSDESC_LD_PREL19 = TABLE.get("R_AARCH64_TLSDESC_LD_PREL19");
    public static final FixupKind R_AARCH64_TLSDESC_ADR_PREL21 = TABLE.get("R_AARCH64_TLSDESC_ADR_PREL21");
    public static final FixupKind R_AARCH64_TLSDESC_ADR_PAGE21 = TABLE.get("R_AARCH64_TLSDESC_ADR_PAGE21");
    public static final FixupKind R_AARCH64_TLSDESC_LD64_LO12 = TABLE.get("R_AARCH64_TLSDESC_LD64_LO12");
    public static final FixupKind R_AARCH64_TLSDESC_ADD_LO12 = TABLE.get("R_AARCH64_TLSDESC_ADD_LO12");
    public static final FixupKind R_AARCH64_TLSDESC_CALL = TABLE.get("R_AARCH64_TLSDESC_CALL");

    private AArch64Fixups() {}
}
