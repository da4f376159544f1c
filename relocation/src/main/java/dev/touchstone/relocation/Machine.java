package dev.touchstone.relocation;

import java.util.List;

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

    private static final List<Machine> ALL = List.of(X86_64, X86_32, A64, A32, T32);

    /// The machine of that name.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists all
    public static Machine of(String name) {
        return ALL.stream()
                .filter(machine -> machine.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown machine \"" + name + "\"; known: "
                        + String.join(", ", ALL.stream().map(Machine::name).toList())));
    }

    /// All of them.
    public static List<Machine> all() {
        return ALL;
    }
}
