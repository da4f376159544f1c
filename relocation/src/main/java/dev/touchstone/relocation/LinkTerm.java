package dev.touchstone.relocation;

/// A term of the psABIs' relocation formulas that stands for an address or number of the link, beside A (the
/// addend) and P (the place).
public enum LinkTerm {
    /// S.
    SYMBOL("the symbol's address"),
    /// L; in an image the symbol itself, as there is no procedure linkage table to go through.
    PLT_ENTRY("the symbol's entry in the procedure linkage table"),
    /// GOT, GOT_ORG.
    GOT("the address of the global offset table"),
    /// G + GOT, GOT(S), G(GDAT(S)).
    GOT_ENTRY("the address of the symbol's entry in the global offset table"),
    /// G(GTPREL(S)): the entry that holds TPREL(S).
    GOT_TPREL_ENTRY("the address of the global offset table's entry for the symbol's offset from the thread pointer"),
    /// G(GTLSIDX(S)): the two entries that `__tls_get_addr` takes.
    GOT_TLS_INDEX("the address of the global offset table's pair of entries for the thread-local symbol"),
    /// G(GLDM(S)): the two entries for the module itself.
    GOT_TLS_MODULE("the address of the global offset table's pair of entries for the module's thread-local block"),
    /// G(GTLSDESC(S)).
    GOT_TLS_DESCRIPTOR("the address of the thread-local symbol's descriptor in the global offset table"),
    /// TPREL(S).
    TPREL("the symbol's offset from the thread pointer"),
    /// DTPREL(S).
    DTPREL("the symbol's offset in its module's thread-local block"),
    /// B(S).
    SEGMENT_BASE("the base address of the symbol's segment"),
    /// Z.
    SIZE("the symbol's size");

    private final String meaning;

    LinkTerm(String meaning) {
        this.meaning = meaning;
    }

    /// What it is, in words.
    public String meaning() {
        return meaning;
    }
}
