package dev.touchstone.relocation.object.macho;

import dev.touchstone.relocation.ObjectCode.Section;

/// A section and where it stands in the object's own address space, which begins at 0.
///
/// @param text its bytes, which take the addends
record MachOSection(Section section, String segment, String name, int flags, long address, byte[] text) {
    static final int S_REGULAR = 0;
    static final int S_ZEROFILL = 1;
    static final int S_ATTR_PURE_INSTRUCTIONS = 0x8000_0000;
    static final int S_ATTR_SOME_INSTRUCTIONS = 0x400;

    boolean isZeroFill() {
        return flags == S_ZEROFILL;
    }

    /// @param constantAddresses whether addresses stand in it, so that a loader must write to it
    static MachOSection of(Section section, boolean constantAddresses, long address) {
        byte[] text = section.bytes().clone();
        return switch (section.kind()) {
            case TEXT ->
                new MachOSection(
                        section,
                        "__TEXT",
                        "__text",
                        S_REGULAR | S_ATTR_PURE_INSTRUCTIONS | S_ATTR_SOME_INSTRUCTIONS,
                        address,
                        text);
            case RODATA ->
                new MachOSection(section, constantAddresses ? "__DATA" : "__TEXT", "__const", S_REGULAR, address, text);
            case DATA -> new MachOSection(section, "__DATA", "__data", S_REGULAR, address, text);
            case BSS -> new MachOSection(section, "__DATA", "__bss", S_ZEROFILL, address, text);
        };
    }
}
