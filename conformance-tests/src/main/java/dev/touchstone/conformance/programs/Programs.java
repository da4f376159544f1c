package dev.touchstone.conformance.programs;

import java.util.List;
import java.util.stream.Stream;

/// Every program.
public final class Programs {
    /// What gcd is computed of, and what it is.
    static final int GCD_A = 1071;

    static final int GCD_B = 462;
    static final int GCD = 21;

    private Programs() {}

    /// Every program of every set.
    public static List<Program> all() {
        return Stream.of(X64Programs.all(), X86Programs.all(), A64Programs.all(), A32Programs.all(), T32Programs.all())
                .flatMap(List::stream)
                .toList();
    }
}
