package dev.touchstone.conformance.state;

import dev.touchstone.isa.Isa;
import java.util.List;

/// The registers that a random program leaves alone, but for its loops' own instructions.
///
/// @param data point into the data window, as far apart as its size allows
/// @param small a number from 0 to [#MOST]: an index, and what a loop counts down
public record Pointers(List<String> data, String small) {
    public static final int MOST = 7;

    public static Pointers of(Isa isa) {
        return switch (isa) {
            case X86_64 -> new Pointers(List.of("rbp", "r12", "r13"), "r14");
            case X86_32 -> new Pointers(List.of("ebp", "esi"), "edi");
            case A64 -> new Pointers(List.of("x19", "x20", "x21"), "x22");
            case A32, T32 -> new Pointers(List.of("r5", "r9"), "r7");
        };
    }

    /// Whether it is one of them, or the stack pointer.
    public boolean contains(String register) {
        return data.contains(register) || small.equals(register) || isStack(register);
    }

    /// Whether it is the stack pointer.
    public boolean isStackPointer(String register) {
        return isStack(register);
    }

    static boolean isStack(String register) {
        return register.equals("rsp") || register.equals("esp") || register.equals("sp");
    }
}
