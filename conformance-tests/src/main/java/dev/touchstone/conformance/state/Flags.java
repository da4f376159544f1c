package dev.touchstone.conformance.state;

import dev.touchstone.isa.Isa;
import java.util.Collection;
import java.util.Map;

/// Where the tables' flags stand in a machine state.
public final class Flags {
    private static final Map<String, Integer> X86 = Map.ofEntries(
            Map.entry("C", 0),
            Map.entry("P", 2),
            Map.entry("A", 4),
            Map.entry("Z", 6),
            Map.entry("S", 7),
            Map.entry("T", 8),
            Map.entry("I", 9),
            Map.entry("D", 10),
            Map.entry("O", 11));
    private static final Map<String, Integer> ARM = Map.of("N", 31, "Z", 30, "C", 29, "V", 28, "Q", 27);
    /// CPSR.GE takes four bits.
    private static final long GE = 0xFL << 16;

    private Flags() {}

    /// The register that holds the flags.
    public static String register(Isa isa) {
        return switch (isa) {
            case X86_64 -> "rflags";
            case X86_32 -> "eflags";
            case A64 -> "nzcv";
            case A32, T32 -> "cpsr";
        };
    }

    /// The bits of those flags in [#register(Isa)]. Flags that stand elsewhere (x87's C0 to C3) have none.
    public static long bits(Isa isa, Collection<String> flags) {
        long bits = 0;
        for (String flag : flags) {
            Integer bit = (isa.isX86() ? X86 : ARM).get(flag);
            if (bit != null) {
                bits |= 1L << bit;
            } else if (flag.equals("GE")) {
                bits |= GE;
            }
        }
        return bits;
    }

    /// Every flag that a snippet may change freely.
    public static long all(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 -> bits(isa, java.util.List.of("C", "P", "A", "Z", "S", "D", "O"));
            case A64 -> bits(isa, java.util.List.of("N", "Z", "C", "V"));
            case A32, T32 -> bits(isa, java.util.List.of("N", "Z", "C", "V", "Q", "GE"));
        };
    }
}
