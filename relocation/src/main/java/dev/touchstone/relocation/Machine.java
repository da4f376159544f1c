package dev.touchstone.relocation;

/// What relocation needs to know of the machine that code is for.
///
/// @param name the name that users type and images store, as in `x86-64`
/// @param family machines whose code may stand in one image; it names the tables of fixups and no-ops
/// @param pointerBytes bytes of an address, 4 or 8
/// @param codeAlignment bytes that an instruction's address is a multiple of
public record Machine(String name, String family, int pointerBytes, int codeAlignment) {
    public static final Machine X86_64 = new Machine("x86-64", "x86-64", 8, 1);
    public static final Machine X86_32 = new Machine("x86", "x86-32", 4, 1);
    public static final Machine A64 = new Machine("a64", "aarch64", 8, 4);
    public static final Machine A32 = new Machine("a32", "aarch32", 4, 4);
    public static final Machine T32 = new Machine("t32", "aarch32", 4, 2);
}
