package dev.touchstone.isa;

import java.util.Arrays;

/// An instruction set, in the mode in which code of it runs.
public enum Isa {
    X86_64("x86-64"),
    X86_32("x86"),
    A64("a64"),
    A32("a32"),
    T32("t32");

    private final String label;

    Isa(String label) {
        this.label = label;
    }

    /// The name that users type: `x86-64`, `x86`, `a64`, `a32`, `t32`.
    public String label() {
        return label;
    }

    /// Whether it is one of the two of x86.
    public boolean isX86() {
        return this == X86_64 || this == X86_32;
    }

    /// The set of that label.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists all
    public static Isa ofLabel(String label) {
        return Arrays.stream(values())
                .filter(isa -> isa.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown instruction set \"" + label + "\"; known: "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Isa::label).toList())));
    }

    @Override
    public String toString() {
        return label;
    }
}
