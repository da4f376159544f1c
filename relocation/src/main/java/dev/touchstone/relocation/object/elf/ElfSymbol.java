package dev.touchstone.relocation.object.elf;

/// An entry of the symbol table.
///
/// @param value st_value: its offset in the section
/// @param binding and
/// @param type make up st_info
/// @param section st_shndx, or 0 if it stands in another file
record ElfSymbol(String name, int value, int size, int binding, int type, int section) {
    static final int STB_LOCAL = 0;
    static final int STB_GLOBAL = 1;
    static final int STT_NOTYPE = 0;
    static final int STT_OBJECT = 1;
    static final int STT_FUNC = 2;
    static final int STT_SECTION = 3;
}
