package dev.touchstone.relocation.object.elf;

/// A section as the section header table tells it.
///
/// @param type sh_type
/// @param flags sh_flags
/// @param bytes of it in the file
/// @param size in bytes; that of `bytes`, but for SHT_NOBITS
/// @param link sh_link: the index of a section that this one needs
/// @param info sh_info
/// @param entrySize of a table's entries, or 0
record ElfSection(
        String name, int type, int flags, byte[] bytes, int size, int link, int info, int alignment, int entrySize) {
    static final int SHT_PROGBITS = 1;
    static final int SHT_SYMTAB = 2;
    static final int SHT_STRTAB = 3;
    static final int SHT_RELA = 4;
    static final int SHT_NOBITS = 8;
    static final int SHT_REL = 9;
    static final int SHT_ARM_ATTRIBUTES = 0x7000_0003;
    static final int SHF_WRITE = 1;
    static final int SHF_ALLOC = 2;
    static final int SHF_EXECINSTR = 4;
    static final int SHF_INFO_LINK = 0x40;

    /// One without entries or links.
    static ElfSection of(String name, int type, int flags, byte[] bytes, int alignment) {
        return new ElfSection(name, type, flags, bytes, bytes.length, 0, 0, alignment, 0);
    }
}
